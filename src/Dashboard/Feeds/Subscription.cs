using System.Runtime.CompilerServices;

namespace BackupDashboard.Feeds;

/// <summary>
/// A snapshot, then batches of changes. Holds the latest change per id, at most <see cref="MaximumPending"/> before it falls back to a
/// reset; returns at most four batches per second. Dispose it together with its reader.
/// </summary>
public sealed class Subscription<TSnapshot, TItem>(
    TSnapshot initial, Action<Subscription<TSnapshot, TItem>> remove, TimeProvider time, Lens<TSnapshot, TItem>? lens = null) : IDisposable
    where TSnapshot : class
{
    public const int MaximumPending = 5000;
    public static readonly TimeSpan MinimumInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>How seldom a snapshot without news is passed on.</summary>
    public static readonly TimeSpan QuietInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();

    // As they were posted: many subscriptions share one list, which may be long.
    private readonly List<IReadOnlyList<Change<TItem>>> _pending = [];
    private readonly SemaphoreSlim _signal = new(0, 1);
    private TSnapshot? _initial = initial;
    private TSnapshot _latest = initial;
    private TSnapshot? _shown;
    private bool _reset;
    private bool _disposed;
    private long _posted = time.GetTimestamp();

    /// <summary>What the batches continue. Not cut on subscribing, because that happens under the feed's lock.</summary>
    public TSnapshot Initial => _shown ??= Seen(new Batch<TSnapshot, TItem>(_initial!, [new Reset<TItem>()])).Snapshot;

    internal bool IsObserver { get; init; }

    // Also of a snapshot without news.
    internal bool IsAlwaysTold { get; init; }

    public async IAsyncEnumerable<Batch<TSnapshot, TItem>> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // From here on only batches count: the first snapshot must not stay in memory.
        _ = Initial;
        _initial = null;
        while (true)
        {
            await _signal.WaitAsync(cancellationToken);
            if (Take() is not { } batch)
                yield break;

            var seen = Seen(batch);
            _shown = seen.Snapshot;
            yield return seen;
            await Task.Delay(MinimumInterval, time, cancellationToken);
        }
    }

    public void Dispose()
    {
        remove(this);
        lock (_gate)
        {
            _disposed = true;
            Signal();
        }
    }

    internal void Post(TSnapshot snapshot, IReadOnlyList<Change<TItem>> changes)
    {
        lock (_gate)
        {
            _latest = snapshot;
            Add(changes);
            _posted = time.GetTimestamp();
            Signal();
        }
    }

    internal void PostQuietly(TSnapshot snapshot)
    {
        if (time.GetElapsedTime(_posted) >= QuietInterval)
            Post(snapshot, []);
        else
            lock (_gate)
                _latest = snapshot;
    }

    private void Add(IReadOnlyList<Change<TItem>> changes)
    {
        if (_reset || changes.Count == 0)
            return;

        _reset = changes is [Reset<TItem>];
        _pending.Add(changes);
        if (!_reset && _pending.Sum(posted => posted.Count) > MaximumPending)
        {
            var latest = Latest();
            _pending.Clear();
            _pending.Add(latest);
            _reset = latest.Count > MaximumPending;
        }

        if (_reset)
            _pending.Clear();
    }

    // One change per id.
    private IReadOnlyList<Change<TItem>> Latest() => _pending switch
    {
        [] => [],
        [var only] => only,
        _ => [.. _pending.SelectMany(posted => posted).Reverse().DistinctBy(change => change.ItemId).Reverse()],
    };

    private Batch<TSnapshot, TItem>? Take()
    {
        lock (_gate)
        {
            if (_disposed)
                return null;

            IReadOnlyList<Change<TItem>> changes = _reset ? [new Reset<TItem>()] : Latest();
            _pending.Clear();
            _reset = false;
            return new Batch<TSnapshot, TItem>(_latest, changes);
        }
    }

    private Batch<TSnapshot, TItem> Seen(Batch<TSnapshot, TItem> whole) => lens is null ? whole : lens(_shown, whole);

    private void Signal()
    {
        if (_signal.CurrentCount == 0)
            _signal.Release();
    }
}
