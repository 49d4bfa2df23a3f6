using BackupDashboard.Access;

namespace BackupDashboard.Retention;

/// <summary>Whether a rule does what it is there for.</summary>
public enum RetentionState
{
    // It only shows what it would delete.
    Preview,

    Active,

    Paused,

    // A zone cannot be read, or the database may be older than the last one used: nothing is deleted there.
    Stale,

    // A person has to release what it would delete.
    Braked,

    // Deletions fail again and again.
    Failing,

    // Its time zone is not known here, or there is no such team any longer.
    Invalid,
}

internal static class RetentionStates
{
    // The one that a person has to know first.
    public static RetentionState Of(RetentionPlan plan, Grants team, DateTimeOffset now) => plan.Rule switch
    {
        _ when IsInvalid(plan, team) => RetentionState.Invalid,
        { IsArmed: false } => RetentionState.Preview,
        var rule when rule.IsPaused(now) => RetentionState.Paused,
        _ when plan.IsBraked => RetentionState.Braked,
        _ when FailingIn(plan).Any() => RetentionState.Failing,
        _ when plan.Boxes.Any(box => box.Wait is RetentionWait.ZoneNotReadable or RetentionWait.DatabaseOlder) => RetentionState.Stale,
        _ => RetentionState.Active,
    };

    /// <summary>Those that have failed three times lately.</summary>
    public static IEnumerable<RetentionVerdict> FailingIn(RetentionPlan plan) => plan.Boxes.SelectMany(box => box.Verdicts)
        .Where(verdict => verdict is { Reason: RetentionReason.Failed, Number: >= RetentionHistory.ManyFailures });

    private static bool IsInvalid(RetentionPlan plan, Grants team) =>
        team.Teams.Count == 0 || !TimeZoneInfo.TryFindSystemTimeZoneById(plan.Rule.Terms.TimeZone, out _);
}
