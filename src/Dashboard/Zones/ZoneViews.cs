using BackupDashboard.Access;
using BackupDashboard.Feeds;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Zones;

/// <summary>
/// The zones as one viewer is allowed to see them: the only door for pages, endpoints, hubs and requests. What is not visible cannot be
/// had.
/// </summary>
public sealed class ZoneViews(ZoneWatchers zones, AccountWatcher account)
{
    /// <returns>Null for a zone that does not exist, and equally for one that is not visible.</returns>
    public ZoneView? Find(string slug, Grants viewer) =>
        viewer.CanViewZone(slug) && zones.Find(slug) is { } watcher ? new ZoneView(watcher, viewer) : null;

    /// <summary>In order of their slugs; those that the account no longer lists are included.</summary>
    public IReadOnlyList<ZoneView> All(Grants viewer) =>
        [.. zones.All.Where(watcher => viewer.CanViewZone(watcher.Zone.Slug)).Select(watcher => new ZoneView(watcher, viewer))];

    /// <summary>
    /// Every zone, polled now, also those of which the viewer sees nothing, because all of them decide whether a slug is free. The
    /// snapshots of those are empty.
    /// </summary>
    public IReadOnlyList<Subscription<ZoneSnapshot, Backup>> WatchAll(Grants viewer) => [.. zones.All.Select(watcher =>
    {
        var subscription = watcher.Subscribe(ZoneLens.Of(viewer), hearsEveryPoll: true);
        watcher.Nudge();
        return subscription;
    })];

    /// <summary>With the changes between two batches, for a reader whose rights may change meanwhile.</summary>
    /// <returns>Null as for <see cref="Find"/>.</returns>
    public Subscription<ZoneSnapshot, Backup>? SubscribeToChanges(string slug, Func<Grants> viewerNow) =>
        viewerNow().CanViewZone(slug) ? zones.Find(slug)?.Subscribe(ZoneLens.OfChanges(viewerNow)) : null;

    public AccountSnapshot Account(Grants viewer) => account.Current.VisibleTo(viewer);

    public Subscription<AccountSnapshot, Zone> SubscribeToAccount(Grants viewer) =>
        account.Subscribe((_, whole) => whole with { Snapshot = whole.Snapshot.VisibleTo(viewer) });

    public void NudgeAccount() => account.Nudge();
}

/// <summary>One zone, as one viewer is allowed to see it. Two of the same zone and viewer are equal.</summary>
public sealed record ZoneView
{
    private readonly ZoneWatcher _watcher;
    private readonly Grants _viewer;

    internal ZoneView(ZoneWatcher watcher, Grants viewer) => (_watcher, _viewer) = (watcher, viewer);

    public string Slug => _watcher.Zone.Slug;

    /// <summary>The account no longer lists the zone: this is its last snapshot.</summary>
    public bool IsGone => _watcher.IsGone;

    public ZoneSnapshot Current => _watcher.Current.VisibleTo(_viewer);

    /// <summary>The zone is polled sooner while someone subscribes.</summary>
    public Subscription<ZoneSnapshot, Backup> Subscribe() => _watcher.Subscribe(ZoneLens.Of(_viewer));

    public void Nudge() => _watcher.Nudge();
}
