using BackupDashboard.Alarms;
using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Primitives;
using BackupDashboard.Shell;

namespace BackupDashboard.Digests;

/// <param name="Name">Of the schedule.</param>
/// <param name="First">Its first time.</param>
/// <param name="Times">How many there are.</param>
internal sealed record PlannedRuns(string Name, DateTimeOffset First, int Times);

// How everything is, for the readers of one route. Pure: what it tells of has been cut to what they may read.
internal sealed record Digest(
    CoverageReport Coverage, AlarmSnapshot Alarms, IReadOnlyDictionary<(OperationKind Kind, OperationState State), int> Operations,
    IReadOnlyList<PlannedRuns> Planned)
{
    /// <summary>How many names one line holds.</summary>
    private const int MostNames = 10;

    /// <summary>Every zone in sight has been read since the start.</summary>
    public bool IsLoaded { get; init; } = true;

    /// <summary>Nothing in it is unknown.</summary>
    public bool IsComplete => IsLoaded && Unknown == 0;

    private int Unknown => Coverage.Count(Verdict.Unknown);

    private int Unstarted => Of(OperationKind.Start, OperationState.Rejected, OperationState.Failed, OperationState.Missed);

    private int Open => Alarms.Open.Count;

    public NotificationMessage Write(DateTimeOffset now)
    {
        var troubles = Troubles().ToList();
        var within = $"{Format.Count(Coverage.Covered)} of {Format.Count(Coverage.Judged, "knowledge box")} within their goals";
        return new NotificationMessage(
            NotificationPurpose.Digest, troubles.Count == 0 ? AlarmSeverity.Notice : AlarmSeverity.Warning,
            troubles.Count == 0 ? $"All well: {within}" : $"Not all well: {string.Join(", ", troubles)}",
            [.. Lines(within, now).Select(text => new NotificationLine(null, null, "", now, PlainText.Title(text), IsOver: false))],
            More: 0, "/");
    }

    private IEnumerable<string> Troubles()
    {
        var uncovered = Coverage.Uncovered.Count();
        if (uncovered > 0)
            yield return $"{Format.Count(uncovered, "knowledge box")} without a backup in time";
        if (Unknown > 0)
            yield return $"{Format.Count(Unknown, "knowledge box")} of which nothing is known";
        if (Open > 0)
            yield return $"{Format.Count(Open, "alarm")} open";
        if (Unstarted > 0)
            yield return $"{Format.Count(Unstarted, "backup")} not started";
    }

    private IEnumerable<string> Lines(string within, DateTimeOffset now)
    {
        // It may arrive hours later.
        yield return $"As of {ViewerTime.Utc(now)}: {within}.";
        if (Coverage.Uncovered.Select(box => $"{box.Box.Slug} in {box.Zone}").ToList() is [_, ..] names)
            yield return $"Late, or without a backup: {Listed(names)}.";
        yield return Open == 0
            ? "No alarm is open."
            : $"{Format.Count(Open, "alarm")} open, of which no one has acknowledged {Format.Count(Alarms.Unacknowledged.Count)}.";
        yield return $"In the last 24 hours: {Format.Count(Of(OperationKind.Start, OperationState.Succeeded), "backup")} started, "
            + $"{Format.Count(Unstarted)} not; {Format.Count(Of(OperationKind.Delete, OperationState.Succeeded), "backup")} deleted; "
            + $"{Format.Count(Of(OperationKind.Restore, OperationState.Succeeded), "restore")} begun.";
        yield return Planned.Count == 0
            ? "In the next 24 hours: no schedule makes a backup."
            : $"In the next 24 hours: {Listed([.. Planned.Select(Sentence)])}.";
    }

    private int Of(OperationKind kind, params OperationState[] states) => states.Sum(state => Operations.GetValueOrDefault((kind, state)));

    private static string Sentence(PlannedRuns runs) => runs.Times == 1
        ? $"'{runs.Name}' at {ViewerTime.Utc(runs.First)}"
        : $"'{runs.Name}' {Format.Count(runs.Times, "time")}, first at {ViewerTime.Utc(runs.First)}";

    private static string Listed(IReadOnlyList<string> names) => names.Count <= MostNames
        ? string.Join("; ", names)
        : $"{string.Join("; ", names.Take(MostNames))}; and {Format.Count(names.Count - MostNames)} more";
}
