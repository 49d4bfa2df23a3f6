using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;

namespace BackupDashboard.Approvals;

/// <summary>What takes a second person, for pages. Everybody may know that.</summary>
public sealed class ApprovalViews(OperationJournal journal, ApprovalSettings settings)
{
    public ApprovalPolicy Policy => journal.Current.ApprovalPolicy;

    /// <summary>Why what the settings ask for is not in force; null if it is.</summary>
    public string? Obstacle => settings.Obstacle;

    /// <summary>There is something to see: it is on, or it was, or it is wanted.</summary>
    public bool IsOfUse(Grants viewer) =>
        Policy.IsOn || Obstacle is not null || Requests(journal.Current.VisibleTo(viewer)).Any();

    /// <summary>Whether someone may approve this, if it is not their own request.</summary>
    public static bool May(Grants viewer, Operation operation) => ApprovalGate.May(viewer, operation);

    /// <summary>What is, or was, to be approved: requested together, the latest first.</summary>
    public static IEnumerable<ApprovalRequest> Requests(JournalSnapshot journal) => journal.Operations.Values
        .Where(operation => operation.Approval is not null).GroupBy(operation => operation.BatchId ?? operation.Id)
        .Select(same => new ApprovalRequest(same.Key, [.. same.OrderBy(operation => operation.Id)]))
        .OrderByDescending(request => request.First.RequestedAt).ThenByDescending(request => request.Id);
}

/// <summary>What one person has requested at once.</summary>
/// <param name="Id">Of the batch, or of the one operation.</param>
public sealed record ApprovalRequest(Guid Id, IReadOnlyList<Operation> Operations)
{
    public Operation First => Operations[0];

    public IReadOnlyList<Operation> Pending => [.. Operations.Where(operation => operation.AwaitsApproval)];
}
