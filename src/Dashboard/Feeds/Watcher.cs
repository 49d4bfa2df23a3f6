namespace BackupDashboard.Feeds;

/// <summary>Polls something repeatedly; sooner when nudged. A failed poll never ends it.</summary>
public abstract class Watcher(TimeProvider time, ILogger logger)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _nudge = NewSource();
    private List<TaskCompletionSource> _waiting = [];
    private bool _stopped;

    /// <summary>It polls no longer, unless it is run again.</summary>
    public bool HasStopped => Volatile.Read(ref _stopped);

    protected TimeProvider Time { get; } = time;

    protected ILogger Logger { get; } = logger;

    // One poll. Failures of the cloud are recorded, not thrown. Returns the time until the next poll.
    protected abstract Task<TimeSpan> PollAsync(CancellationToken cancellationToken);

    // The wait after a poll that threw unexpectedly.
    protected abstract TimeSpan AfterError { get; }

    // False while the cloud has asked to wait: nudges then wait for the end of the interval.
    protected virtual bool MayHurry => true;

    /// <summary>Requests a poll soon. Several nudges before it are one.</summary>
    public void Nudge()
    {
        lock (_gate)
            _nudge.TrySetResult();
    }

    /// <summary>
    /// Completes after a poll that began after this call: one under way may have asked too early. Cancelled when there will be none,
    /// because the watcher has stopped.
    /// </summary>
    public Task PollNowAsync(CancellationToken cancellationToken)
    {
        var source = NewSource();
        lock (_gate)
        {
            if (_stopped)
                return Task.FromCanceled(new CancellationToken(canceled: true));

            _waiting.Add(source);
            _nudge.TrySetResult();
        }

        return source.Task.WaitAsync(cancellationToken);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
                await WaitAsync(await PollOnceAsync(cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.WatcherStopped(Logger, ToString()!);
        }
        finally
        {
            lock (_gate)
                _stopped = true;
            Cancel(TakeWaiting());
        }
    }

    // It is about to be run again: from here on, waiting for a poll is possible.
    protected void Revive()
    {
        lock (_gate)
            _stopped = false;
    }

    private async Task<TimeSpan> PollOnceAsync(CancellationToken cancellationToken)
    {
        var served = TakeWaiting();
        var next = AfterError;
        try
        {
            next = await PollAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.PollThrew(Logger, exception, ToString()!);
        }
        catch
        {
            Cancel(served);
            throw;
        }

        foreach (var source in served)
            source.TrySetResult();
        return next;
    }

    private async Task WaitAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        Task nudged;
        lock (_gate)
            nudged = _nudge.Task;

        using var delay = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var due = Task.Delay(interval, Time, delay.Token);
        await (MayHurry ? Task.WhenAny(nudged, due) : due);
        await delay.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private List<TaskCompletionSource> TakeWaiting()
    {
        lock (_gate)
        {
            var waiting = _waiting;
            _waiting = [];
            if (_nudge.Task.IsCompleted)
                _nudge = NewSource();
            return waiting;
        }
    }

    private static void Cancel(List<TaskCompletionSource> waiting) =>
        waiting.ForEach(source => source.TrySetCanceled(CancellationToken.None));

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
