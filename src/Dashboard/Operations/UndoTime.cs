using BackupDashboard.Journal;
using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

// Counts down every wait. For a deletion's grace period it counts only the time in which an undo would have been recorded, by a monotonic
// clock: the process was running, and the storage accepted a write before and after. Time that does not count is added to what people see.
// Used by the runner alone.
internal sealed class UndoTime(
    OperationJournal journal, StorageProbe probe, IOptions<OperationsOptions> options, TimeProvider time, ILogger<UndoTime> logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(7);

    // A process that has not counted for so long was suspended, alone or with its machine: nothing could be undone meanwhile.
    private static readonly TimeSpan Halt = 3 * Interval;

    // Clocks are corrected all the time, by less than this.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private readonly Dictionary<Guid, Wait> _waits = [];
    private bool _isWritable = true;

    public async Task CountAsync(CancellationToken cancellationToken)
    {
        Follow();
        var graces = _waits.Where(wait => wait.Value.IsGrace).ToList();
        if (!graces.Exists(grace => IsToBeCounted(grace.Value)))
            return;

        var wasWritable = _isWritable;
        _isWritable = await probe.TryAsync(cancellationToken) is null;
        foreach (var (_, grace) in graces)
            Count(grace, wasWritable && _isWritable ? null : new Problems.WasNotWritable());
        if (_isWritable)
            await CorrectAsync(graces, cancellationToken);
    }

    // Returns how long until the next check; zero when it is due.
    public TimeSpan LeftOf(Operation operation)
    {
        if (operation.DueAt is not { } due)
            return TimeSpan.Zero;
        if (_waits.GetValueOrDefault(operation.Id) is not { } wait || wait.DueAt != due)
            return Interval;

        var left = wait.Left - time.GetElapsedTime(wait.Since);
        if (!wait.IsGrace)
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;

        // The later of the two clocks: the monotonic one, and the one that people were shown.
        var shown = due - time.GetUtcNow();
        if (wait.Left <= TimeSpan.Zero && shown <= TimeSpan.Zero)
            return TimeSpan.Zero;

        var longer = left > shown ? left : shown;
        return !_isWritable || longer > Interval ? Interval : longer > TimeSpan.FromMilliseconds(1) ? longer : TimeSpan.FromMilliseconds(1);
    }

    private void Follow()
    {
        var waiting = journal.Current.Active.Where(operation => operation is { State: OperationState.Scheduled, DueAt: not null })
            .ToDictionary(operation => operation.Id);
        foreach (var gone in _waits.Keys.Where(id => !waiting.ContainsKey(id)).ToList())
            _waits.Remove(gone);
        foreach (var operation in waiting.Values.Where(operation => _waits.GetValueOrDefault(operation.Id)?.DueAt != operation.DueAt))
            _waits[operation.Id] = Begin(operation);
    }

    private Wait Begin(Operation operation)
    {
        var left = operation.DueAt!.Value - time.GetUtcNow();
        if (!operation.IsInGrace && left > options.Value.CreationRetry)
            left = options.Value.CreationRetry;
        return new Wait(operation.DueAt.Value, left, time.GetTimestamp(), operation.IsInGrace);
    }

    private bool IsToBeCounted(Wait grace)
    {
        var elapsed = time.GetElapsedTime(grace.Since);
        return elapsed >= Interval || elapsed >= grace.Left;
    }

    // lost: why it could not be undone since the last count; null if it could.
    private void Count(Wait grace, OperationProblem? lost)
    {
        var elapsed = time.GetElapsedTime(grace.Since);
        grace.Since = time.GetTimestamp();
        lost ??= elapsed > Halt ? new Problems.WasHalted() : null;
        if (lost is null)
            grace.Left -= elapsed;
        else
            grace.Lost = lost;
    }

    // What people see is what is left: where time did not count, and where the clock was set.
    private async Task CorrectAsync(List<KeyValuePair<Guid, Wait>> graces, CancellationToken cancellationToken)
    {
        foreach (var (id, grace) in graces)
        {
            var left = grace.Left > TimeSpan.Zero ? grace.Left : TimeSpan.Zero;
            var due = time.GetUtcNow() + left;
            if ((due - grace.DueAt).Duration() <= Tolerance)
                continue;

            try
            {
                var problem = grace.Lost ?? new Problems.ClockWasSet();
                if (await journal.TryUpdateAsync(
                    id, current => current.DueAt == grace.DueAt ? current with { DueAt = due, Problem = problem } : null,
                        cancellationToken) is not { } changed)
                    continue;

                (grace.DueAt, grace.Lost) = (due, null);
                Log.UndoProlonged(logger, id, changed.Zone, due, problem.Text);
            }
            catch (StorageException)
            {
                // The next count notices it too, and corrects it when it can.
                _isWritable = false;
                return;
            }
        }
    }

    private sealed class Wait(DateTimeOffset dueAt, TimeSpan left, long since, bool isGrace)
    {
        public DateTimeOffset DueAt { get; set; } = dueAt;
        public TimeSpan Left { get; set; } = left;
        public long Since { get; set; } = since;
        public OperationProblem? Lost { get; set; }
        public bool IsGrace { get; } = isGrace;
    }
}
