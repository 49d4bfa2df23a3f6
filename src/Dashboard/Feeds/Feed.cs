using System.Collections.Immutable;

namespace BackupDashboard.Feeds;

// One immutable snapshot that is swapped, and its subscribers. Readers never lock and never see half an update.
internal sealed class Feed<TSnapshot, TItem>(TSnapshot initial, TimeProvider time)
    where TSnapshot : class
{
    private readonly Lock _gate = new();
    private TSnapshot _current = initial;
    private ImmutableArray<Subscription<TSnapshot, TItem>> _subscriptions = [];

    // Whether the next snapshot is no news: those who are not always told hear of it with the next change, or rarely. Null for never.
    public Func<TSnapshot, TSnapshot, bool>? IsQuiet { get; init; }

    public TSnapshot Current => Volatile.Read(ref _current);

    // Without observers.
    public int Subscribers => _subscriptions.Count(subscription => !subscription.IsObserver);

    // Swaps the snapshot and notifies the subscribers, who share the list of changes: at most one per id. The function runs under the lock:
    // keep it pure and short.
    public TSnapshot Update(Func<TSnapshot, (TSnapshot Next, IReadOnlyList<Change<TItem>> Changes)> update)
    {
        lock (_gate)
        {
            var (next, changes) = update(_current);
            if (ReferenceEquals(next, _current))
                return next;

            var isQuiet = changes.Count == 0 && IsQuiet?.Invoke(_current, next) is true;
            Volatile.Write(ref _current, next);
            foreach (var subscription in _subscriptions)
            {
                if (isQuiet && !subscription.IsAlwaysTold)
                    subscription.PostQuietly(next);
                else
                    subscription.Post(next, changes);
            }

            return next;
        }
    }

    // Registered and given its snapshot under one lock, so that no change falls between the two.
    public Subscription<TSnapshot, TItem> Subscribe(
        Lens<TSnapshot, TItem>? lens = null, bool isObserver = false, bool isAlwaysTold = false)
    {
        lock (_gate)
        {
            var subscription = new Subscription<TSnapshot, TItem>(_current, Remove, time, lens)
            {
                IsObserver = isObserver,
                IsAlwaysTold = isObserver || isAlwaysTold,
            };
            _subscriptions = _subscriptions.Add(subscription);
            return subscription;
        }
    }

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
