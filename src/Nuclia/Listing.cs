using System.Collections.ObjectModel;

namespace BackupDashboard.Nuclia;

/// <summary>A list as the cloud gave it, without the entries that could not be read.</summary>
/// <param name="items">The entries that could be read, in the cloud's order; with an <see cref="Update"/>, only those that are new.</param>
/// <param name="leftOut">The others: while there are any, nothing is known from the absence of an entry.</param>
public sealed class Listing<T>(IList<T> items, LeftOut? leftOut = null) : ReadOnlyCollection<T>(items)
{
    /// <summary>What is missing from this list.</summary>
    public LeftOut LeftOut { get; } = leftOut ?? LeftOut.None;

    /// <summary>How the list differs from the one that was read before with the same memory; null if this is a whole list.</summary>
    public ListUpdate? Update { get; init; }

    /// <summary>Every entry is the same as before.</summary>
    public bool IsUnchanged => Update is { Dropped.Count: 0 } && Count == 0;
}

/// <summary>The difference between a list and the one before, besides the entries that are new.</summary>
/// <param name="Total">How many entries the list has.</param>
/// <param name="Dropped">Ids of entries that are no longer there as they were: they are gone, or among the new ones.</param>
public sealed record ListUpdate(int Total, IReadOnlyList<string> Dropped);
