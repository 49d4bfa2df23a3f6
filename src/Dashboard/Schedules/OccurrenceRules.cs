using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Zones;

namespace BackupDashboard.Schedules;

/// <summary>What a box is doing when its turn may have come.</summary>
/// <param name="Box">Whether its zone can be read.</param>
/// <param name="IsRunning">A backup of it is being requested or made. One that has stalled does not count: it may never end.</param>
/// <param name="IsUnknown">It is not known whether an earlier start of it was carried out.</param>
/// <param name="SlowUntil">The cloud has refused a start in this zone, and whatever comes before this moment.</param>
internal readonly record struct BoxState(CoveredBox Box, bool IsRunning, bool IsUnknown, DateTimeOffset? SlowUntil = null);

internal enum Step
{
    Wait,
    Start,
    Skip,
    Miss,
}

/// <param name="Why">Of what is skipped or missed.</param>
/// <param name="AsGood">The backup that is as good, where nothing has changed.</param>
internal readonly record struct Decision(Step Step, OperationProblem? Why = null, Backup? AsGood = null);

// What to do for one box at one time of a schedule. Pure: everything that it follows from is given.
internal static class OccurrenceRules
{
    /// <param name="turn">When the box has its turn.</param>
    /// <param name="end">The end of the start window.</param>
    /// <param name="hasRoom">Fewer backups are in progress than the schedule allows.</param>
    public static Decision Of(BoxState state, DateTimeOffset now, DateTimeOffset turn, DateTimeOffset end, bool hasRoom)
    {
        var box = state.Box;
        OperationProblem? obstacle = box.IsLost ? new Reasons.ZoneNotReadable(box.Key.Zone)
            : state.IsUnknown ? new Reasons.EarlierStartUnknown()
            : state.IsRunning ? new Reasons.BackupInProgress()
            : state.SlowUntil > now ? new Reasons.ToldToSlowDown()
            : hasRoom ? null
            : new Reasons.NoRoom();
        return now > end ? new Decision(Step.Miss, new Reasons.WindowOver(obstacle))
            : now < turn || !box.IsReadable ? new Decision(Step.Wait)
            : state is { IsRunning: true, IsUnknown: false } ? new Decision(Step.Skip, new Reasons.BackupInProgress())
            : obstacle is not null ? new Decision(Step.Wait)
            : new Decision(Step.Start);
    }
}
