using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using BackupDashboard.Zones;

namespace BackupDashboard.Backups;

/// <summary>The result of one of several deletions: refused immediately, or as the journal has it by now.</summary>
public sealed record DeletionResult(Backup Backup, RequestResult Request)
{
    public bool HasFailed(JournalSnapshot journal) =>
        !Request.IsAccepted || Latest(journal) is { State: OperationState.Rejected or OperationState.Failed };

    public string Text(JournalSnapshot journal, ViewerTime time) => Request.Problem?.Text ?? Latest(journal) switch
    {
        { AwaitsApproval: true } => "waits for approval",
        { IsInGrace: true, DueAt: { } due } => $"will be deleted on {time.Local(due)}",
        { State: OperationState.Succeeded } => "deleted",
        var operation => OperationView.Of(operation),
    };

    private Operation Latest(JournalSnapshot journal) => journal.Find(Request.Operation!.Id) ?? Request.Operation;
}
