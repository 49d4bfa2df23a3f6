using BackupDashboard.Journal;
using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

// Handles what the last run left waiting. It could not be undone since, so a deletion's grace period begins anew. What waits in an older
// database is held, because it may have been undone, or carried out, since the copy was made.
internal sealed class PendingAtStart(
    OperationJournal journal, ApprovalGate gate, IOptions<OperationsOptions> options, TimeProvider time, ILogger<PendingAtStart> logger)
    : ILoadAtStart
{
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var waiting = journal.Current.Active.Where(operation => operation is { State: OperationState.Scheduled, AwaitsRelease: false })
            .ToList();
        foreach (var operation in waiting)
        {
            if (operation.AwaitsApproval)
                await VoidIfOlderAsync(operation, cancellationToken);
            else if (journal.Age is not DatabaseAge.Latest)
                await HoldAsync(operation, cancellationToken);
            else if (operation.Definition.HasGrace && !operation.IsHeld)
                await BeginAnewAsync(operation, cancellationToken);
        }
    }

    // It would ripen by itself, although someone may have rejected it since.
    private async Task VoidIfOlderAsync(Operation operation, CancellationToken cancellationToken)
    {
        if (journal.Age is not DatabaseAge.Latest)
            await journal.TryUpdateAsync(
                operation.Id, current => gate.End(current, new ApprovalProblems.MayHaveBeenDecided()), cancellationToken);
    }

    private async Task HoldAsync(Operation operation, CancellationToken cancellationToken)
    {
        OperationProblem problem = journal.Age is DatabaseAge.Older ? new Problems.DatabaseOlder() : new Problems.DatabaseUnknown();
        await journal.TryUpdateAsync(operation.Id, current => current with { DueAt = null, Problem = problem }, cancellationToken);
        Log.HeldAtStart(logger, operation.Id, operation.Kind, operation.Zone, problem.Text);
    }

    private async Task BeginAnewAsync(Operation operation, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + options.Value.GraceOfPending;
        await journal.TryUpdateAsync(
            operation.Id, current => current with { DueAt = due, Problem = new Problems.WasNotRunning() }, cancellationToken);
        Log.UndoProlonged(logger, operation.Id, operation.Zone, due, new Problems.WasNotRunning().Text);
    }
}
