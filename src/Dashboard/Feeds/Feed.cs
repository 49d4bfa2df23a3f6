using System.Collections.Immutable;

namespace BackupDashboard.Feeds;

/// <summary>One immutable snapshot that is swapped, and its subscribers. Readers never lock and never see half an update.</summary>
internal sealed class Feed<TSnapshot, TItem>(TSnapshot initial, TimeProvider time)
    where TSnapshot : class
{
    private readonly Lock _gate = new();
    private TSnapshot _current = initial;
    private ImmutableArray<Subscription<TSnapshot, TItem>> _subscriptions = [];

    public TSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Without observers.</summary>
    public int Subscribers => _subscriptions.Count(subscription => !subscription.IsObserver);

    /// <summary>Swaps the snapshot and notifies the subscribers. The function runs under the lock: keep it pure and short.</summary>
    public TSnapshot Update(Func<TSnapshot, (TSnapshot Next, IReadOnlyList<Change<TItem>> Changes)> update)
    {
        lock (_gate)
        {
            var (next, changes) = update(_current);
            if (ReferenceEquals(next, _current))
                return next;

            Volatile.Write(ref _current, next);
            foreach (var subscription in _subscriptions)
                subscription.Post(next, changes);

            return next;
        }
    }

    /// <summary>Registered and given its snapshot under one lock, so that no change falls between the two.</summary>
    /// <param name="lens">What the reader sees; null for the whole.</param>
    /// <param name="isObserver">A permanent part of the dashboard, for which nothing has to be polled more often.</param>
    public Subscription<TSnapshot, TItem> Subscribe(Lens<TSnapshot, TItem>? lens = null, bool isObserver = false)
    {
        lock (_gate)
        {
            var subscription = new Subscription<TSnapshot, TItem>(_current, Remove, time, lens) { IsObserver = isObserver };
            _subscriptions = _subscriptions.Add(subscription);
            return subscription;
        }
    }

    /// <summary>Ends every subscription after its pending batch.</summary>
    public void Close()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }

    private void Remove(Subscription<TSnapshot, TItem> subscription)
    {
        lock (_gate)
            _subscriptions = _subscriptions.Remove(subscription);
    }
}
