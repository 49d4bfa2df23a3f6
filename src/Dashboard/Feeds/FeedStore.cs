namespace BackupDashboard.Feeds;

/// <summary>A store whose content, as far as it is held in memory, is a feed.</summary>
public abstract class FeedStore<TSnapshot, TItem>(TSnapshot empty, TimeProvider time) : IDisposable
    where TSnapshot : class
{
    private readonly Feed<TSnapshot, TItem> _feed = new(empty, time);
    private readonly SemaphoreSlim _changing = new(1);

    protected TimeProvider Time { get; } = time;

    public TSnapshot Current => _feed.Current;

    public Subscription<TSnapshot, TItem> Subscribe(Lens<TSnapshot, TItem>? lens = null) => _feed.Subscribe(lens);

    /// <summary>What was read from the database at the start. Nobody subscribes before.</summary>
    protected void Load(TSnapshot loaded) => _feed.Update(_ => (loaded, []));

    protected void Publish(Func<TSnapshot, TSnapshot> next, params IReadOnlyList<Change<TItem>> changes) =>
        _feed.Update(current => (next(current), changes));

    /// <summary>One change at a time, so that what it was decided by is still so when it is published.</summary>
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
