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

    public async Task ReadAsync(ZoneReport news, CancellationToken cancellationToken)
    {
        await book.RaiseAsync(
            [.. Vanished(news), .. StartedElsewhere(news), .. BoxesVanished(news), .. Stalled(news), .. Refused(news)], cancellationToken);
        await book.EndAsync([.. Over(news)], cancellationToken);
        if (book.Current.Open.ContainsKey(WatcherAlarms.Key(news.Zone)))
            await heartbeats.CheckAsync(cancellationToken);
    }

    private static IEnumerable<AlarmNews> Vanished(ZoneReport news) => Each(
        AlarmKind.BackupVanished, news, news.Vanished,
        backup =>
            $"The backup of '{backup.Slug}' that was started {ViewerTime.Utc(backup.StartedAt)} is gone from zone {news.Zone}. No "
                + "operation of this dashboard deleted it.",
        $"More than {MostAtOnce} backups are gone from zone {news.Zone} at once. No operation of this dashboard deleted them.");

    private static IEnumerable<AlarmNews> StartedElsewhere(ZoneReport news) => Each(
        AlarmKind.BackupStartedElsewhere, news, news.StartedElsewhere,
        backup =>
            $"A backup of '{backup.Slug}' in zone {news.Zone} was started {ViewerTime.Utc(backup.StartedAt)}, and not by this dashboard.",
        $"More than {MostAtOnce} backups in zone {news.Zone} were started at about the same time, and not by this dashboard.");

    private IEnumerable<AlarmNews> BoxesVanished(ZoneReport news)
    {
        foreach (var box in news.BoxesGone)
        {
            var newest = news.Snapshot.Index.BackupsOf(box.Id).FirstOrDefault(backup => backup.IsCompleted);
            if (newest is not null && news.Snapshot.BoxesAsOf - newest.StartedAt <= options.Value.OldBackupAfter)
                continue;

            var rest = newest is null
                ? "There is no completed backup of it."
                : $"Its newest completed backup is of {ViewerTime.Utc(newest.StartedAt)}.";
            yield return new AlarmNews(
                new AlarmKey(AlarmKind.BoxVanished, news.Zone, box.Id), $"Knowledge box '{box.Slug}' is gone from zone {news.Zone}. "
                    + $"{rest}", box.Slug);
        }
    }

    private IEnumerable<AlarmNews> Stalled(ZoneReport news) => news.Touched
        .Where(backup => backup.State is BackupState.Stalled && backup.StartedAt + live.Value.StalledAfter > news.FirstSeenAt)
        .Select(backup => new AlarmNews(
            new AlarmKey(AlarmKind.BackupStalled, news.Zone, backup.Id),
            $"The backup of '{backup.Slug}' in zone {news.Zone} has been unfinished since {ViewerTime.Utc(backup.StartedAt)}. The cloud "
                + "reports no failures, so it may still finish.", backup.Slug));

    private static IEnumerable<AlarmNews> Refused(ZoneReport news) => news.Snapshot.Failure is { IsTokenRefused: true } failure
        ? [TokenRefusal.Of(news.Zone, failure.Error)]
        : [];

    private IEnumerable<AlarmKey> Over(ZoneReport news)
    {
        if (news.Snapshot is { Failure: null, PolledAt: not null })
            yield return TokenRefusal.Key(news.Zone);
        foreach (var backup in news.Returned)
            yield return new AlarmKey(AlarmKind.BackupVanished, news.Zone, backup.Id);
        foreach (var box in news.BoxesReturned)
            yield return new AlarmKey(AlarmKind.BoxVanished, news.Zone, box.Id);
        foreach (var key in book.Current.Open.Keys.Where(key => key.Kind is AlarmKind.BackupStalled && key.Zone == news.Zone))
        {
            // Missing from one list is not gone.
            if (news.Snapshot.Backups.TryGetValue(key.Subject, out var backup)
                ? backup.State is not BackupState.Stalled
                : news.Gone.Any(gone => gone.Id == key.Subject))
            {
                yield return key;
            }
        }
    }

    // The alarm about many gives no number, because people who can view a part of the zone must not learn the total.
    private static IEnumerable<AlarmNews> Each(
        AlarmKind kind, ZoneReport news, IReadOnlyList<Backup> backups, Func<Backup, string> one, string many) =>
        backups.Count <= MostAtOnce
            ? backups.Select(backup => new AlarmNews(new AlarmKey(kind, news.Zone, backup.Id), one(backup), backup.Slug))
            : [new AlarmNews(new AlarmKey(kind, news.Zone,
                string.Create(CultureInfo.InvariantCulture, $"look-{news.Snapshot.AsOf?.UtcTicks}")), many)];
}

internal static class TokenRefusal
{
    public static AlarmKey Key(string zone) => new(AlarmKind.TokenRefused, zone, "");

    public static AlarmNews Of(string zone, NucliaError error) =>
        new(Key(zone), $"{(zone.Length == 0 ? "The account" : $"Zone {zone}")} does not accept the dashboard's token: {error.Detail}");
}
