using System.Globalization;
using BackupDashboard.Inventory;
using BackupDashboard.Nuclia;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Alarms;

internal sealed class ZoneAlarms(
    AlarmStore book, WatcherAlarms heartbeats, IOptions<AlarmsOptions> options, IOptions<PollingOptions> live) : IZoneReportHandler
{
    private const int MostAtOnce = 20;

    public async Task HandleAsync(ZoneReport report, CancellationToken cancellationToken)
    {
        await book.RaiseAsync(
            [.. Vanished(report), .. StartedElsewhere(report), .. BoxesVanished(report), .. Stalled(report), .. Refused(report),
                .. Unreachable(report)],
                cancellationToken);
        await book.EndAsync([.. Over(report)], cancellationToken);
        if (book.Current.Open.ContainsKey(WatcherAlarms.Key(report.Zone)))
            await heartbeats.CheckAsync(cancellationToken);
    }

    private static IEnumerable<AlarmNews> Vanished(ZoneReport report) => Each(
        AlarmKind.BackupVanished, report, report.Vanished,
        backup =>
            $"The backup of '{backup.Slug}' that was started {ViewerTime.Utc(backup.StartedAt)} is gone from zone {report.Zone}. No "
                + "operation of this dashboard deleted it.",
        $"More than {MostAtOnce} backups are gone from zone {report.Zone} at once. No operation of this dashboard deleted them.");

    private static IEnumerable<AlarmNews> StartedElsewhere(ZoneReport report) => Each(
        AlarmKind.BackupStartedElsewhere, report, report.StartedElsewhere,
        backup =>
            $"A backup of '{backup.Slug}' in zone {report.Zone} was started {ViewerTime.Utc(backup.StartedAt)}, and not by this dashboard.",
        $"More than {MostAtOnce} backups in zone {report.Zone} were started at about the same time, and not by this dashboard.");

    private IEnumerable<AlarmNews> BoxesVanished(ZoneReport report)
    {
        foreach (var box in report.BoxesGone)
        {
            var newest = report.Snapshot.Index.BackupsOf(box.Id).FirstOrDefault(backup => backup.IsCompleted);
            if (newest is not null && report.Snapshot.BoxesAsOf - newest.StartedAt <= options.Value.OldBackupAfter)
                continue;

            var rest = newest is null
                ? "There is no completed backup of it."
                : $"Its newest completed backup is of {ViewerTime.Utc(newest.StartedAt)}.";
            yield return new AlarmNews(
                new AlarmKey(AlarmKind.BoxVanished, report.Zone, box.Id),
                $"Knowledge box '{box.Slug}' is gone from zone {report.Zone}. {rest}",
                box.Slug);
        }
    }

    private IEnumerable<AlarmNews> Stalled(ZoneReport report) => report.Touched
        .Where(backup => backup.State is BackupState.Stalled && backup.StartedAt + live.Value.StalledAfter > report.FirstSeenAt)
        .Select(backup => new AlarmNews(
            new AlarmKey(AlarmKind.BackupStalled, report.Zone, backup.Id),
            $"The backup of '{backup.Slug}' in zone {report.Zone} has been unfinished since {ViewerTime.Utc(backup.StartedAt)}. The cloud "
                + "reports no failures, so it may still finish.", backup.Slug));

    private static IEnumerable<AlarmNews> Refused(ZoneReport report) => report.Snapshot.Failure is { IsTokenRefused: true } failure
        ? [TokenRefusal.Of(report.Zone, failure.Error)]
        : [];

    private IEnumerable<AlarmNews> Unreachable(ZoneReport report) =>
        report.Snapshot is { Failure: { IsTokenRefused: false } failure, PolledAt: { } now }
        && now - failure.Since >= options.Value.UnreachableAfter
            ? [new AlarmNews(
                UnreachableKey(report.Zone),
                $"Zone {report.Zone} has not been readable since {ViewerTime.Utc(failure.Since)}, so nothing is known of its backups: "
                    + failure.Error.Detail)]
            : [];

    public static AlarmKey UnreachableKey(string zone) => new(AlarmKind.ZoneUnreachable, zone, "");

    private IEnumerable<AlarmKey> Over(ZoneReport report)
    {
        if (report.Snapshot is { Failure: null, PolledAt: not null })
        {
            yield return TokenRefusal.Key(report.Zone);
            yield return UnreachableKey(report.Zone);
        }

        foreach (var backup in report.Returned)
            yield return new AlarmKey(AlarmKind.BackupVanished, report.Zone, backup.Id);
        foreach (var box in report.BoxesReturned)
            yield return new AlarmKey(AlarmKind.BoxVanished, report.Zone, box.Id);
        foreach (var key in book.Current.Open.Keys.Where(key => key.Kind is AlarmKind.BackupStalled && key.Zone == report.Zone))
        {
            // Missing from one list is not gone.
            if (report.Snapshot.Backups.TryGetValue(key.Subject, out var backup)
                ? backup.State is not BackupState.Stalled
                : report.Gone.Any(gone => gone.Id == key.Subject))
            {
                yield return key;
            }
        }
    }

    // The alarm about many gives no number, because people who can view a part of the zone must not learn the total.
    private static IEnumerable<AlarmNews> Each(
        AlarmKind kind, ZoneReport report, IReadOnlyList<Backup> backups, Func<Backup, string> one, string many) =>
        backups.Count <= MostAtOnce
            ? backups.Select(backup => new AlarmNews(new AlarmKey(kind, report.Zone, backup.Id), one(backup), backup.Slug))
            : [new AlarmNews(new AlarmKey(kind, report.Zone,
                string.Create(CultureInfo.InvariantCulture, $"look-{report.Snapshot.AsOf?.UtcTicks}")), many)];
}

internal static class TokenRefusal
{
    public static AlarmKey Key(string zone) => new(AlarmKind.TokenRefused, zone, "");

    public static AlarmNews Of(string zone, NucliaError error) =>
        new(Key(zone), $"{(zone.Length == 0 ? "The account" : $"Zone {zone}")} does not accept the dashboard's token: {error.Detail}");
}
