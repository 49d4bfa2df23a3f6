using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Shell;

namespace BackupDashboard.Restores;

// What Nuclia's support needs to find a restore. Times are in UTC. Pure.
internal static class RestoreSupport
{
    public static IReadOnlyList<(string Name, string Value)> Of(Operation restore, RestoreProgress progress)
    {
        (string Name, string? Value)[] lines =
        [
            ("Zone", restore.Zone),
            ("Backup", restore.BackupId),
            ("Id of the new box", restore.UpstreamId),
            ("Slug of the new box", restore.NewBox?.Slug),
            ("Operation", restore.Id.ToString()),
            ("Correlation id", restore.CorrelationId == "" ? null : restore.CorrelationId),
            ("Requested", Time(restore.RequestedAt)),
            ("Sent", Time(restore.SentAt)),
            ("Accepted", Time(restore.EndedAt)),
            ("State", progress.State.ToString()),
            ("Counted", Amounts(progress.Counters)),
            ("Backup held", progress.Baseline is { } baseline ? FingerprintView.Of(baseline) : "not counted"),
            ("First look", Time(progress.FirstLookAt)),
            ("Last look", Time(progress.AsOf)),
            ("Last moved", Time(progress.MovedAt)),
            ("Resources last moved", Time(progress.ResourcesMovedAt)),
            ("Complete", Time(progress.CompletedAt)),
            ("Backup found deleted", Time(progress.SourceGoneAt)),
            ("Gone", Time(progress.GoneAt)),
        ];
        return [.. lines.Where(line => line.Value is not null).Select(line => (line.Name, line.Value!))];
    }

    public static string Text(Operation restore, RestoreProgress progress) =>
        string.Join('\n', Of(restore, progress).Select(line => $"{line.Name}: {line.Value}"));

    private static string? Time(DateTimeOffset? at) => at is { } moment ? ViewerTime.Utc(moment) : null;

    private static string? Amounts(Counters? counters) => counters is null
        ? null
        : $"{counters.Resources} resources, {counters.Paragraphs} paragraphs, {counters.Fields} fields, {counters.Sentences} sentences "
            + "(only resources are exact)";
}
