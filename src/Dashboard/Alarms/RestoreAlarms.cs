using BackupDashboard.Restores;
using BackupDashboard.Shell;

namespace BackupDashboard.Alarms;

internal sealed class RestoreAlarms(RestoreStore restores, AlarmStore book, ILogger<RestoreAlarms> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = restores.Subscribe();
        try
        {
            await CheckAsync(subscription.Initial, stoppingToken);
            await foreach (var batch in subscription.ReadAllAsync(stoppingToken))
                await CheckAsync(batch.Snapshot, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // By the state of the snapshot, not by the change: one that could not be written is written with the next.
    private async Task CheckAsync(RestoresSnapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            var news = snapshot.Restores.Values.SelectMany(NewsOf).ToList();
            await book.RaiseAsync(news, cancellationToken);
            await book.EndAsync([.. snapshot.Restores.Values.SelectMany(KeysOf).Except(news.Select(one => one.Key))], cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.WatchThrew(logger, exception);
        }
    }

    private static IEnumerable<AlarmNews> NewsOf(RestoreProgress restore)
    {
        if (restore.State is RestoreState.StillEmpty)
        {
            yield return new AlarmNews(
                KeyOf(AlarmKind.RestoreEmpty, restore),
                $"Nothing has arrived in '{restore.Slug}' since its restore was accepted {ViewerTime.Utc(restore.AcceptedAt)}. "
                + "The cloud may have done nothing without saying so. Keep the backup, and restore it once more under another slug.",
                restore.SourceSlug);
        }

        if (restore is { SourceGoneAt: { } gone, IsEnded: false })
        {
            yield return new AlarmNews(
                KeyOf(AlarmKind.RestoreSourceGone, restore),
                $"The backup of '{restore.SourceSlug}' that is being restored into '{restore.Slug}' was found deleted "
                    + $"{ViewerTime.Utc(gone)}, and not by this dashboard. "
                + "What had not been read from it by then is lost: the new box may stay partial, and the cloud does not report it.",
                restore.SourceSlug);
        }
    }

    private static IEnumerable<AlarmKey> KeysOf(RestoreProgress restore) =>
        [KeyOf(AlarmKind.RestoreEmpty, restore), KeyOf(AlarmKind.RestoreSourceGone, restore)];

    private static AlarmKey KeyOf(AlarmKind kind, RestoreProgress restore) => new(kind, restore.Zone, restore.OperationId.ToString());
}
