using BackupDashboard.Feeds;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Zones;

/// <summary>
/// The zones whole, for what the dashboard does by itself: reconciling, recording, alarms. Never for what someone reads: that is <see cref="ZoneViews"/>.
/// </summary>
public sealed class ZoneMonitor(ZoneWatchers zones, AccountWatcher account)
{
    public AccountSnapshot Account => account.Current;

    /// <summary>Completes when a zone next comes or goes. Take it before looking for a zone, or a change between the two is missed.</summary>
    public Task Changed => zones.Changed;

    /// <summary>Those that the account no longer lists are included.</summary>
    public IReadOnlyList<ZoneSnapshot> All => [.. zones.All.Select(watcher => watcher.Current)];

    public IReadOnlyList<ZoneSnapshot> Present => [.. zones.Present.Select(watcher => watcher.Current)];

    /// <summary>Null while no zone of this slug is known, which is so for all of them right after a start.</summary>
    public ZoneSnapshot? Find(string slug) => zones.Find(slug)?.Current;

    /// <summary>Completes once the account has been read: after a start no zone is known before, and none is known to be missing.</summary>
    public Task AccountIsKnownAsync(CancellationToken cancellationToken) => account.IsKnownAsync(cancellationToken);

    /// <summary>Hears of every poll of the account without being a reason for one.</summary>
    public Subscription<AccountSnapshot, Zone> ObserveAccount() => account.Observe();

    /// <summary>Hears of every poll of a zone without being a reason for one. Ends when the zone moves to another address.</summary>
    /// <returns>Null as for <see cref="Find"/>.</returns>
    public Subscription<ZoneSnapshot, Backup>? Observe(string slug) => zones.Find(slug)?.Observe();

    /// <summary>Polls a zone: the snapshot is newer than this call.</summary>
    /// <returns>Null when it could not be read, or is not polled, perhaps only now: it is moving to another address, or has left the account.</returns>
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

    /// <summary>What polls, and when it last did: the account first, its slug empty, then every zone that the account lists.</summary>
    public IEnumerable<(string Slug, Watcher Watcher, DateTimeOffset? PolledAt, ZoneFailure? Failure)> Watchers =>
    [
        ("", account, account.Current.PolledAt, account.Current.Failure),
        .. zones.Present.Select(watcher => (watcher.Zone.Slug, (Watcher)watcher, watcher.Current.PolledAt, watcher.Current.Failure)),
    ];
}
