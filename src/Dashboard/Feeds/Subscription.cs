using System.Runtime.CompilerServices;

namespace BackupDashboard.Feeds;

/// <summary>
/// A snapshot, then batches of changes. Holds the latest change per id, at most <see cref="MaximumPending"/> of them
/// before it falls back to a reset; hands out at most four batches a second. Dispose it with whoever reads it.
/// </summary>
public sealed class Subscription<TSnapshot, TItem>(
    TSnapshot initial, Action<Subscription<TSnapshot, TItem>> remove, TimeProvider time) : IDisposable
    where TSnapshot : class
{
    public const int MaximumPending = 1000;
    public static readonly TimeSpan MinimumInterval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Change<TItem>> _pending = [];
    private readonly SemaphoreSlim _signal = new(0, 1);
    private TSnapshot _latest = initial;
    private bool _reset;
    private bool _disposed;

    public TSnapshot Initial { get; } = initial;

    internal bool IsObserver { get; init; }

    public async IAsyncEnumerable<Batch<TSnapshot, TItem>> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            await _signal.WaitAsync(cancellation);
            if (Take() is not { } batch)
                yield break;

            yield return batch;
            await Task.Delay(MinimumInterval, time, cancellation);
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
            foreach (var change in changes)
                Add(change);

            Signal();
        }
    }

    private void Add(Change<TItem> change)
    {
        if (_reset)
            return;

        switch (change)
        {
            case Upsert<TItem> upsert: _pending[upsert.Id] = upsert; break;
            case Delete<TItem> delete: _pending[delete.Id] = delete; break;
            default: _reset = true; break;
        }

        if (_pending.Count > MaximumPending)
            _reset = true;
        if (_reset)
            _pending.Clear();
    }

    private Batch<TSnapshot, TItem>? Take()
    {
        lock (_gate)
        {
            if (_disposed)
                return null;

            IReadOnlyList<Change<TItem>> changes = _reset ? [new Reset<TItem>()] : [.. _pending.Values];
            _pending.Clear();
            _reset = false;
            return new Batch<TSnapshot, TItem>(_latest, changes);
        }
    }

    private void Signal()
    {
        if (_signal.CurrentCount == 0)
            _signal.Release();
    }
}
