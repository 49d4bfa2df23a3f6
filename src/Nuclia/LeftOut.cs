namespace BackupDashboard.Nuclia;

/// <summary>Entries of a list that could not be used.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Problem">What is wrong with the first of them, as a clause: one line, bounded. Empty when there are none.</param>
/// <param name="Names">What those are called (a backup's or a box's id, a zone's slug) that give a name.</param>
public sealed record LeftOut(int Count, string Problem, IReadOnlySet<string> Names)
{
    /// <summary>The list is complete.</summary>
    public static LeftOut None { get; } = new(0, "", new HashSet<string>());

    /// <summary>True when something is missing.</summary>
    public bool IsAny => Count > 0;

    /// <summary>True when the one of this name may be among them: that it is not listed says nothing.</summary>
    public bool MayHold(string name) => Names.Contains(name) || HasNameless;

    /// <summary>Some do not even give a name.</summary>
    public bool HasNameless => Names.Count < Count;

    /// <summary>The same entries, as far as they have names.</summary>
    public bool IsSameAs(LeftOut other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(this, other) || (Count == other.Count && Problem == other.Problem && Names.SetEquals(other.Names));
    }

    /// <summary>Both together; the first problem stays.</summary>
    public LeftOut And(LeftOut other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return !other.IsAny
            ? this
            : !IsAny
            ? other
            : new(Count + other.Count, Problem, Names.Union(other.Names).ToHashSet(StringComparer.Ordinal));
    }
}
