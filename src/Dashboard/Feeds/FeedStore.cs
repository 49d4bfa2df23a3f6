namespace BackupDashboard.Feeds;

/// <summary>A store whose in-memory content is a feed.</summary>
public abstract class FeedStore<TSnapshot, TItem>(TSnapshot empty, TimeProvider time) : IDisposable
    where TSnapshot : class
{
    private readonly Feed<TSnapshot, TItem> _feed = new(empty, time);
    private readonly SemaphoreSlim _changing = new(1);

    protected TimeProvider Time { get; } = time;

    public TSnapshot Current => _feed.Current;

    public Subscription<TSnapshot, TItem> Subscribe(Lens<TSnapshot, TItem>? lens = null) => _feed.Subscribe(lens);

    protected void Load(TSnapshot loaded) => _feed.Update(_ => (loaded, []));

    protected void Publish(Func<TSnapshot, TSnapshot> next, params IReadOnlyList<Change<TItem>> changes) =>
        _feed.Update(current => (next(current), changes));

    // One change at a time, so that what it was decided by still holds when it is published.
    protected async Task<T> ChangeAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            return await change();
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _changing.Dispose();
    }
}
