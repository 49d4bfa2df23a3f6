using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Live;
using BackupDashboard.Nuclia;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

/// <summary>Carries out one operation: last checks, the call, its outcome. The only place that changes the cloud.</summary>
public sealed class OperationExecutor(
    INucliaCommands nuclia, ZoneWatchers zones, AccountWatcher account, Journal journal, SlugCheck slugs,
    Reconciler reconciler, IOptions<OperationsOptions> options, TimeProvider time, ILogger<OperationExecutor> logger)
{
    public async Task RunAsync(Guid id, CancellationToken cancellation)
    {
        var operation = journal.Current.Find(id) ?? throw new InvalidOperationException($"Operation {id} is not in the journal.");
        if (zones.Find(operation.Zone)?.Zone is not { } zone)
        {
            await EndAsync(id, new Outcome(OperationState.Rejected, null, Problems.NoZone(operation.Zone)));
            return;
        }

        if (await LastCheckAsync(operation, cancellation) is { } problem)
        {
            await EndAsync(id, new Outcome(OperationState.Rejected, null, problem));
            return;
        }

        var outcome = await SendAsync(operation, zone, cancellation);
        operation = await EndAsync(id, outcome);
        zones.Find(operation.Zone)?.Nudge();
        account.Nudge();

        if (operation.State is OperationState.Unknown)
            await reconciler.SettleAsync(id, cancellation);
    }

    /// <summary>After a mistake of ours: what was not sent has failed, what was sent is settled by looking. Nothing stays active for ever.</summary>
    public async Task RecoverAsync(Guid id, CancellationToken cancellation)
    {
        if (journal.Current.Find(id) is not { IsActive: true } operation)
            return;

        if (operation.State is OperationState.Scheduled)
        {
            await EndAsync(id, new Outcome(OperationState.Failed, null, Problems.OurMistake));
            return;
        }

        await EndAsync(id, new Outcome(OperationState.Unknown, null, operation.Problem));
        await reconciler.SettleAsync(id, cancellation);
    }

    /// <summary>The slug was free when it was typed; somebody else may have been quicker.</summary>
    private async Task<OperationProblem?> LastCheckAsync(Operation operation, CancellationToken cancellation)
    {
        if (operation.NewBox is not { } box)
            return null;

        // Its own reservation must not count against it.
        var reserved = journal.Current.ReservedSlugs.Where(slug => slug != box.Slug).ToHashSet(StringComparer.Ordinal);
        var answer = await slugs.CheckFreshAsync(box.Slug, reserved, cancellation);
        return answer.Verdict switch
        {
            SlugVerdict.Taken => new OperationProblem(ProblemKind.SlugTaken, answer.Text),
            SlugVerdict.Invalid => new OperationProblem(ProblemKind.SlugInvalid, answer.Text),
            SlugVerdict.NotAsked when answer.UnaskedZones.Except(box.UnaskedZones).Any() =>
                new OperationProblem(ProblemKind.ZoneNotAsked, answer.Text),
            _ => null,
        };
    }

    private async Task<Outcome> SendAsync(Operation operation, Zone zone, CancellationToken cancellation)
    {
        var waitUntil = time.GetUtcNow() + options.Value.CreationWait;
        while (true)
        {
            // Written before the call: whatever happens next, it is known that it may have been sent.
            operation = await journal.UpdateAsync(operation.Id, Sent, cancellation);
            Log.Sending(logger, operation.Id, operation.Kind, operation.Zone, operation.Attempts);
            var outcome = await CallAsync(operation, zone, cancellation);

            var next = time.GetUtcNow() + options.Value.CreationRetry;
            if (outcome.Problem?.Kind is not ProblemKind.BeingCreated || next > waitUntil)
                return outcome;

            operation = await journal.UpdateAsync(operation.Id, current => Waiting(current, outcome.Problem, next), cancellation);
            await Task.Delay(options.Value.CreationRetry, time, cancellation);
        }
    }

    private async Task<Outcome> CallAsync(Operation operation, Zone zone, CancellationToken cancellation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Start:
                return Outcome.Of(operation, await nuclia.CreateBackupAsync(zone, operation.KnowledgeBoxId, cancellation));
            case OperationKind.Delete:
                var deleted = await nuclia.DeleteBackupAsync(zone, operation.BackupId!, cancellation);
                return deleted.Error is { } error ? Outcome.Of(operation, error) : Outcome.Done(operation.BackupId!);
            default:
                var box = operation.NewBox!;
                return Outcome.Of(operation, await nuclia.RestoreBackupAsync(zone, operation.BackupId!, box.Slug, box.Title, cancellation));
        }
    }

    private Operation Sent(Operation operation) => operation with
    {
        State = OperationState.Sent,
        SentAt = time.GetUtcNow(),
        Attempts = operation.Attempts + 1,
        NextAttemptAt = null,
        Problem = null,
    };

    private static Operation Waiting(Operation operation, OperationProblem problem, DateTimeOffset next) =>
        operation with { State = OperationState.Scheduled, Problem = problem, NextAttemptAt = next };

    private async Task<Operation> EndAsync(Guid id, Outcome outcome)
    {
        // An answer that has arrived is written even while the host stops.
        var operation = await journal.UpdateAsync(id, current => outcome.ApplyTo(current, time.GetUtcNow()), CancellationToken.None);
        Log.Ended(logger, id, operation.Kind, operation.Zone, operation.State, operation.Problem?.Text);
        return operation;
    }
}
