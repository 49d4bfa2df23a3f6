using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

// Carries out one attempt of one operation: last checks, the call, its outcome. The only place that changes the cloud.
internal sealed class OperationExecutor(
    OperationContext context, ApprovalGate gate, ZoneMonitor zones, OperationJournal journal, IOptions<OperationsOptions> options,
    TimeProvider time, ILogger<OperationExecutor> logger)
{
    /// <summary>Less than the 5.5 s after which another dashboard, standing by, puts a silent one out at the earliest.</summary>
    private static readonly TimeSpan LongestRecording = TimeSpan.FromSeconds(5);

    // The first token ends everything before the call; the second one, when the host waits no longer, ends the call and leaves the
    // operation sent.
    public async Task SendAsync(Operation operation, CancellationToken stopping, CancellationToken drained)
    {
        using var activity = OperationTrace.Begin(operation);

        // The zone went a moment ago: in the next round the operation is held.
        if (zones.Find(operation.Zone) is not { IsGone: false, Zone: var zone })
            return;

        if (await gate.EndedBeforeSendingAsync(operation, stopping) is { } ended)
        {
            await EndAsync(operation, ended);
            return;
        }

        var definition = operation.Definition;
        if (await definition.LastCheckAsync(operation, context, stopping) is { } problem)
        {
            await EndAsync(operation.Id, Outcome.Refused(problem), OperationState.Scheduled);
            return;
        }

        var before = await definition.CountBeforeAsync(zone, operation, context, stopping);

        // Recorded before the call: whatever happens next, it is known that it may have been sent. Null: undone or postponed a moment ago.
        var recording = time.GetTimestamp();
        if (await journal.TryUpdateAsync(operation.Id, current => current.DueAt == operation.DueAt ? Sent(current, before) : null,
                stopping) is not { } sent)
            return;

        // This process, or the database, stood still: meanwhile another dashboard may have taken over, and concluded that it was not sent.
        if (time.GetElapsedTime(recording) > LongestRecording)
        {
            await journal.TryUpdateAsync(sent.Id, current => Unsent(current, operation), CancellationToken.None);
            return;
        }

        Log.Sending(logger, sent.Id, sent.Kind, sent.Zone, sent.Attempts);
        var outcome = await definition.SendAsync(zone, sent, context, drained);
        if (outcome.Problem?.Kind is ProblemKind.BeingCreated && NextAttempt(sent) is { } next)
            await journal.TryUpdateAsync(sent.Id, current => Waiting(current, outcome.Problem, next), CancellationToken.None);
        else
            await EndAsync(sent.Id, outcome, OperationState.Sent);

        zones.Nudge(operation.Zone);
        zones.NudgeAccount();
    }

    // After an unexpected error: what was not sent has failed; the outcome of what was sent is unknown. Nothing stays active forever.
    public Task RecoverAsync(Guid id) => journal.TryUpdateAsync(
        id,
        current => current.State switch
        {
            OperationState.Scheduled =>
                new Outcome(OperationState.Failed, null, new CloudProblems.OurMistake()).ApplyTo(current, time.GetUtcNow()),
            OperationState.Sent => Outcome.InDoubt(new CloudProblems.Interrupted()).ApplyTo(current, time.GetUtcNow()),
            OperationState.Succeeded or OperationState.Rejected or OperationState.Unknown or OperationState.Failed
                or OperationState.Cancelled or OperationState.Skipped or OperationState.Missed => null,
        },
        CancellationToken.None);

    // The cloud creates one box at a time. This refusal is safe to repeat, for a while.
    private DateTimeOffset? NextAttempt(Operation operation)
    {
        // By the number of attempts: if the clock is set back, it would allow more.
        var retry = options.Value.CreationRetry;
        return operation.Attempts * retry <= options.Value.CreationWait ? time.GetUtcNow() + retry : null;
    }

    private Operation? Sent(Operation operation, Counters? before)
    {
        if (operation is not { State: OperationState.Scheduled, AwaitsPerson: false })
            return null;

        var now = time.GetUtcNow();

        return operation with
        {
            State = OperationState.Sent,
            FirstSentAt = operation.FirstSentAt ?? now,
            SentAt = now,
            Attempts = operation.Attempts + 1,
            CountersBefore = before,
            DueAt = null,
            Problem = null,
        };
    }

    // Due at once, as before.
    private Operation? Unsent(Operation current, Operation before) => current.State is OperationState.Sent
        ? current with
        {
            State = OperationState.Scheduled,
            FirstSentAt = before.FirstSentAt,
            SentAt = before.SentAt,
            Attempts = before.Attempts,
            CountersBefore = before.CountersBefore,
            DueAt = time.GetUtcNow(),
            Problem = before.Problem,
        }
        : null;

    private static Operation Waiting(Operation operation, OperationProblem problem, DateTimeOffset next) =>
        operation with { State = OperationState.Scheduled, Problem = problem, DueAt = next };

    // What was approved is no longer true.
    private async Task EndAsync(Operation operation, Operation ended)
    {
        // As it was when it was looked at: not undone or postponed a moment ago.
        if (await journal.TryUpdateAsync(
                ended.Id,
                current => current.State is OperationState.Scheduled && current.DueAt == operation.DueAt
                    ? ended with { DueAt = null }
                    : null,
                CancellationToken.None) is not null)
            Log.EndedBadly(logger, ended.Id, ended.Kind, ended.Zone, ended.State, ended.Problem!.Text);
    }

    private async Task EndAsync(Guid id, Outcome outcome, OperationState from)
    {
        // An answer that has arrived is recorded even while the host stops.
        var operation = await journal.TryUpdateAsync(
            id, current => current.State == from ? outcome.ApplyTo(current, time.GetUtcNow()) : null, CancellationToken.None);
        if (operation is { Problem: { } problem })
            Log.EndedBadly(logger, id, operation.Kind, operation.Zone, operation.State, problem.Text);
        else if (operation is not null)
            Log.Ended(logger, id, operation.Kind, operation.Zone, operation.State);
    }
}
