using System.Collections.ObjectModel;

namespace BackupDashboard.Nuclia;

/// <summary>A list as the cloud gave it, without the entries that could not be read.</summary>
/// <param name="items">The entries that could be read, in the cloud's order.</param>
/// <param name="leftOut">The others: while there are any, nothing is known from the absence of an entry.</param>
public sealed class Listing<T>(IList<T> items, LeftOut? leftOut = null) : ReadOnlyCollection<T>(items)
{
    /// <summary>What is missing from this list.</summary>
    public LeftOut LeftOut { get; } = leftOut ?? LeftOut.None;
}
