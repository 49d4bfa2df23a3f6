using BackupDashboard.Feeds;
using BackupDashboard.Nuclia;
using BackupDashboard.Primitives;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Zones;

/// <summary>Polls the account (its limit, its zones) and runs a watcher for every zone.</summary>
public sealed class AccountWatcher(
    INucliaReader nuclia, ZoneWatchers zones, IKnownZones recorded, IOptions<PollingOptions> options, TimeProvider time,
        ILogger<AccountWatcher> logger)
    : Watcher(time, logger)
{
    private readonly Feed<AccountSnapshot, Zone> _feed = new(new AccountSnapshot(), time);
    private int _failures;
    private bool _recalled;

    public AccountSnapshot Current => _feed.Current;

    protected override TimeSpan AfterError => options.Value.SlowInterval;

    protected override bool MayHurry => !(Current.Failure?.Error.RetryAt > Time.GetUtcNow());

    public Subscription<AccountSnapshot, Zone> Subscribe(Lens<AccountSnapshot, Zone>? lens = null) => _feed.Subscribe(lens);

    /// <summary>Follows every poll without causing any.</summary>
    public Subscription<AccountSnapshot, Zone> Observe() => _feed.Subscribe(isObserver: true);

    /// <summary>Completes once the account has been read: after a start no zone is known before, and none is known to be missing.</summary>
    public async Task IsKnownAsync(CancellationToken cancellationToken)
    {
        using var subscription = Subscribe();
        if (subscription.Initial.AsOf is not null)
            return;

        await foreach (var batch in subscription.ReadAllAsync(cancellationToken))
        {
            if (batch.Snapshot.AsOf is not null)
                return;
        }
    }

    public override string ToString() => "Watcher of the account";

    protected override async Task<TimeSpan> PollAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var account = await nuclia.GetAccountAsync(cancellationToken);
        var found = account.IsSuccess ? await nuclia.ListZonesAsync(cancellationToken) : null;
        if ((account.Error ?? found?.Error) is { } error)
            return Failed(error, now);

        _failures = 0;
        var wasRefused = Current.Failure is { IsTokenRefused: true };
        IReadOnlyList<Zone> listed =
            [.. found!.Value!.Select(zone => zone with { Title = PlainText.Title(zone.Title) })
                .OrderBy(zone => zone.Slug, StringComparer.Ordinal)];
        var leftOut = found.Value!.LeftOut;
        if (!_recalled)
            _recalled = await RecallAsync(listed, leftOut, cancellationToken);
        await zones.KeepAsync(listed, leftOut, cancellationToken);
        var (gone, boxes) = (
            zones.Gone,
            Current.Boxes.After([.. zones.Present.Select(watcher => watcher.Current)], account.Value!.CurrentKnowledgeBoxes, now,
                leftOut.IsAny));
        foreach (var watcher in zones.All)
            watcher.Judge(seesEveryBox: !boxes.MayFallShort);
        _feed.Update(current => (
            current with
            {
                Account = Clean(account.Value!),
                Zones = [.. zones.Present.Select(watcher => watcher.Zone)],
                GoneZones = gone,
                LeftOutZones = leftOut,
                Boxes = boxes,
                AsOf = now,
                PolledAt = Time.GetUtcNow(),
                Failure = null,
            },
            []));

        if (wasRefused)
            zones.HurryRefused();

        // The account's count is compared with the zones' lists: at a start, as soon as there are any.
        var isFirst = zones.Present.Any(watcher => watcher.Current.PolledAt is null);
        return Cadence.Next(options.Value, busy: isFirst, watched: false, Random.Shared.NextDouble());
    }

    // Zones of earlier runs that the account does not list. Returns false if the inventory could not be read: the account's own zones are
    // polled anyway.
    private async Task<bool> RecallAsync(IReadOnlyList<Zone> listed, LeftOut leftOut, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var slug in (await recorded.SlugsAsync(cancellationToken)).Except(listed.Select(zone => zone.Slug)))
            {
                if (zones.Find(slug) is null && !leftOut.MayHold(slug))
                    zones.Recall(await recorded.LastSnapshotAsync(slug, cancellationToken));
            }

            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.KnownZonesNotRead(Logger, exception);
            return false;
        }
    }

    private static Account Clean(Account account) => account with
    {
        Title = PlainText.Title(account.Title),
        BlockingState = PlainText.Title(account.BlockingState),
    };

    private TimeSpan Failed(NucliaError error, DateTimeOffset now)
    {
        if (_failures++ == 0)
            Log.AccountFailed(Logger, error.Kind, error.Detail);
        _feed.Update(
            current => (current with { PolledAt = Time.GetUtcNow(), Failure = new ZoneFailure(error, current.Failure?.Since ?? now) }, []));
        return Cadence.AfterFailure(options.Value, _failures, _feed.Subscribers > 0, error, now, Random.Shared.NextDouble());
    }
}
