using System.Collections.Concurrent;
using BackupDashboard.Journal;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

// Carries out what the journal says, each operation when it is due. It keeps no list of its own, so a restart finds everything where it
// was. Operations run with the host's tokens: closing a page cancels nothing.
internal sealed class OperationRunner(
    OperationJournal journal, UndoTime undo, ZoneHold hold, OperationExecutor executor, Reconciler reconciler,
    IOptions<OperationsOptions> options, TimeProvider time,
    ILogger<OperationRunner> logger)
    : BackgroundService
{
    // Concurrent calls per zone; a dead zone delays no other.
    private const int CallsPerZone = 8;

    private readonly ConcurrentDictionary<Guid, Task> _running = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _lines = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _drained = new(Timeout.InfiniteTimeSpan, time);
    private TaskCompletionSource _ended = NewSource();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var operation in journal.Current.Active.Where(operation => operation is { State: OperationState.Sent, AcceptedAt: null }))
        {
            Log.Recovered(logger, operation.Id, operation.Kind, operation.Zone);
            await TryRecoverAsync(operation.Id);
        }

        try
        {
            while (true)
            {
                var news = Task.WhenAny(journal.Changed, Volatile.Read(ref _ended).Task);
                await undo.CountAsync(stoppingToken);
                var next = StartDue(stoppingToken);
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(news, Task.Delay(next, time, waiting.Token));
                await waiting.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await DrainAsync();
        }
    }

    private TimeSpan StartDue(CancellationToken stopping)
    {
        var next = Timeout.InfiniteTimeSpan;
        foreach (
            var operation in journal.Current.Active.Where(operation => !operation.AwaitsPerson && !_running.ContainsKey(operation.Id)))
        {
            var left = operation.State is OperationState.Scheduled ? undo.LeftOf(operation) : TimeSpan.Zero;
            if (left == TimeSpan.Zero)
                Start(operation, stopping);
            else if (next == Timeout.InfiniteTimeSpan || left < next)
                next = left;
        }

        return next;
    }

    private void Start(Operation operation, CancellationToken stopping)
    {
        var begin = NewSource();
        _running[operation.Id] = RunAfterAsync(begin.Task, operation, stopping);
        begin.SetResult();
    }

    private async Task RunAfterAsync(Task begin, Operation operation, CancellationToken stopping)
    {
        await begin;
        try
        {
            if (operation.State is OperationState.Scheduled)
            {
                await hold.PassAsync(operation, stopping);
                await SendInLineAsync(operation, stopping);
            }

            await reconciler.SettleAsync(operation.Id, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Log.Interrupted(logger, operation.Id);
        }
        catch (Exception exception)
        {
            // An unexpected error or a full disk in one operation must not stop the others.
            Log.OperationThrew(logger, exception, operation.Id);
            await RecoverAsync(operation.Id, stopping);
        }
        finally
        {
            // It may be waiting for its next attempt: the round that was woken by that still saw it running.
            _running.TryRemove(operation.Id, out _);
            Interlocked.Exchange(ref _ended, NewSource()).TrySetResult();
        }
    }

    // What cannot be written now is tried again in a later round, not in a tight loop.
    private async Task RecoverAsync(Guid id, CancellationToken stopping)
    {
        await TryRecoverAsync(id);
        await Task.Delay(options.Value.ReconcileInterval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TryRecoverAsync(Guid id)
    {
        try
        {
            await executor.RecoverAsync(id);
        }
        catch (Exception exception)
        {
            Log.OperationThrew(logger, exception, id);
        }
    }

    private async Task SendInLineAsync(Operation operation, CancellationToken stopping)
    {
        var line = _lines.GetOrAdd(operation.Zone, _ => new SemaphoreSlim(CallsPerZone));
        await line.WaitAsync(stopping);
        try
        {
            await executor.SendAsync(operation, stopping, _drained.Token);
        }
        finally
        {
            line.Release();
        }
    }

    private async Task DrainAsync()
    {
        Log.Draining(logger, _running.Count);
        if (options.Value.DrainTimeout == TimeSpan.Zero)
            await _drained.CancelAsync();
        else
            _drained.CancelAfter(options.Value.DrainTimeout);
        await Task.WhenAll(_running.Values);
        Log.RunnerStopped(
            logger, journal.Current.Active.Count(operation => operation.State is OperationState.Sent or OperationState.Unknown));
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Dispose()
    {
        base.Dispose();
        _drained.Dispose();
    }
}
