using BackupDashboard.Feeds;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Zones;

/// <summary>
/// The whole zones, for what the dashboard does by itself: reconciling, inventory, alarms. Readers use <see cref="ZoneViews"/>.
/// </summary>
public sealed class ZoneMonitor(ZoneWatchers zones, AccountWatcher account)
{
    public AccountSnapshot Account => account.Current;

    /// <summary>Completes when a zone next comes or goes. Take it before looking for a zone, or a change in between is missed.</summary>
    public Task Changed => zones.Changed;

    /// <summary>Including those that the account no longer lists.</summary>
    public IReadOnlyList<ZoneSnapshot> All => [.. zones.All.Select(watcher => watcher.Current)];

    public IReadOnlyList<ZoneSnapshot> Present => [.. zones.Present.Select(watcher => watcher.Current)];

    /// <summary>Null if no zone of this slug is known, as for all of them right after a start.</summary>
    public ZoneSnapshot? Find(string slug) => zones.Find(slug)?.Current;

    /// <summary>Completes once the account has been read: after a start no zone is known before, and none is known to be missing.</summary>
    public Task AccountIsKnownAsync(CancellationToken cancellationToken) => account.IsKnownAsync(cancellationToken);

    /// <summary>Follows every poll of the account without causing any.</summary>
    public Subscription<AccountSnapshot, Zone> ObserveAccount() => account.Observe();

    /// <summary>Follows every poll of a zone without causing any. Ends when the zone moves to another address.</summary>
    /// <returns>Null as for <see cref="Find"/>.</returns>
    public Subscription<ZoneSnapshot, Backup>? Observe(string slug) => zones.Find(slug)?.Observe();

    /// <summary>Polls a zone: the snapshot is newer than this call.</summary>
    /// <returns>Null if it could not be read, or is not polled, perhaps only now: it is moving to another address, or has left the
    /// account.</returns>
    public async Task<ZoneSnapshot?> PollAsync(string slug, CancellationToken cancellationToken)
    {
        if (zones.Find(slug) is not { } watcher)
            return null;

        try
        {
            await watcher.PollNowAsync(cancellationToken);

            // By the clock alone, an old snapshot would look new once the clock has been set back.
            return watcher.Current is { Failure: null } snapshot ? snapshot : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Nudge(string slug) => zones.Find(slug)?.Nudge();

    public void NudgeAccount() => account.Nudge();

    /// <summary>The account first, with an empty slug, then every zone that it lists.</summary>
    public IEnumerable<(string Slug, Watcher Watcher, DateTimeOffset? PolledAt, ZoneFailure? Failure)> Watchers =>
    [
        ("", account, account.Current.PolledAt, account.Current.Failure),
        .. zones.Present.Select(watcher => (watcher.Zone.Slug, (Watcher)watcher, watcher.Current.PolledAt, watcher.Current.Failure)),
    ];
}
