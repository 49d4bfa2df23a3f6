using System.Collections.Immutable;

namespace BackupDashboard.Feeds;

/// <summary>
/// One immutable snapshot that is swapped, and whoever watches it. Readers never lock and never see half an update.
/// </summary>
public sealed class Feed<TSnapshot, TItem>(TSnapshot initial, TimeProvider time)
    where TSnapshot : class
{
    private readonly Lock _gate = new();
    private TSnapshot _current = initial;
    private ImmutableArray<Subscription<TSnapshot, TItem>> _subscriptions = [];

    public TSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Those who look; observers are not among them.</summary>
    public int Subscribers => _subscriptions.Count(subscription => !subscription.IsObserver);

    /// <summary>Swaps the snapshot and tells the subscribers what changed. The function runs under the lock: keep it pure and short.</summary>
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
    /// <param name="lens">What the reader sees of it; null for the whole.</param>
    /// <param name="isObserver">A part of the dashboard that is always there: nobody has to look more often because of it.</param>
    public Subscription<TSnapshot, TItem> Subscribe(Lens<TSnapshot, TItem>? lens = null, bool isObserver = false)
    {
        lock (_gate)
        {
            var subscription = new Subscription<TSnapshot, TItem>(_current, Remove, time, lens) { IsObserver = isObserver };
            _subscriptions = _subscriptions.Add(subscription);
            return subscription;
        }
    }

    /// <summary>Ends every subscription after what it still has to give.</summary>
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
