using BackupDashboard.Restores;
using BackupDashboard.Shell;

namespace BackupDashboard.Alarms;

/// <summary>Raises and ends the alarm about restored boxes that stay empty: the cloud would never say that a restore did nothing.</summary>
internal sealed class RestoreAlarms(RestoreStore restores, AlarmBook book, ILogger<RestoreAlarms> logger) : BackgroundService
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
            // The shutdown: what lasts is raised already, and kept.
        }
    }

    /// <summary>By what the snapshot holds, not by the change: one that could not be written is written with the next.</summary>
    private async Task CheckAsync(RestoresSnapshot snapshot, CancellationToken cancellation)
    {
        try
        {
            var (empty, others) = (new List<AlarmNews>(), new List<AlarmKey>());
            foreach (var restore in snapshot.Restores.Values)
            {
                if (restore.State is RestoreState.StillEmpty)
                    empty.Add(new AlarmNews(KeyOf(restore), TextOf(restore), restore.SourceSlug));
                else
                    others.Add(KeyOf(restore));
            }

            await book.RaiseAsync(empty, cancellation);
            await book.EndAsync(others, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            Log.WatchThrew(logger, exception);
        }
    }

    private static AlarmKey KeyOf(RestoreProgress restore) => new(AlarmKind.RestoreEmpty, restore.Zone, restore.OperationId.ToString());

    private static string TextOf(RestoreProgress restore) =>
        $"Nothing has arrived in '{restore.Slug}' since its restore was accepted {ViewerTime.Utc(restore.AcceptedAt)}. "
        + "The cloud may have done nothing without saying so. Keep the backup, and restore it once more under another slug.";
}
