namespace BackupDashboard.Journal;

/// <summary>What takes more than one person, as it is in force.</summary>
public sealed record ApprovalPolicy
{
    public static ApprovalPolicy None { get; } = new();

    public bool OnlyCompleted { get; init; }
    public bool LastOfGoneBox { get; init; }
    public bool Pinned { get; init; }

    /// <summary>So many deletions by one person within an hour need no one else; null if any number does.</summary>
    public int? MostAlone { get; init; }

    public bool Retention { get; init; }
    public bool Schedules { get; init; }

    public TimeSpan ApproveWithin { get; init; }
    public TimeSpan RunWithin { get; init; }

    /// <summary>After so long something may go ahead without another person; null if it never may.</summary>
    public TimeSpan? Ripens { get; init; }

    /// <summary>Something takes more than one person.</summary>
    public bool IsOn => OnlyCompleted || LastOfGoneBox || Pinned || MostAlone is not null || Retention || Schedules;

    /// <summary>Nothing that takes more than one person by the other takes fewer by this.</summary>
    public bool IsAsStrictAs(ApprovalPolicy other) =>
        !other.IsOn
        || (Has(OnlyCompleted, other.OnlyCompleted) && Has(LastOfGoneBox, other.LastOfGoneBox) && Has(Pinned, other.Pinned)
            && Has(Retention, other.Retention) && Has(Schedules, other.Schedules)
            && (other.MostAlone is null || MostAlone <= other.MostAlone)
            && (Ripens is null || Ripens >= other.Ripens));

    private static bool Has(bool mine, bool others) => mine || !others;
}
