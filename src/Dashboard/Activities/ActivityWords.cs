using System.Diagnostics;
using BackupDashboard.Operations;

namespace BackupDashboard.Activities;

/// <summary>Operations in words, for lists and facts.</summary>
public static class ActivityWords
{
    public static string Of(OperationKind kind) => kind switch
    {
        OperationKind.Start => "Start a backup",
        OperationKind.Delete => "Delete a backup",
        OperationKind.Restore => "Restore a backup",
        OperationKind.Pin => "Pin a backup",
        OperationKind.Unpin => "Unpin a backup",
    };

    public static string Of(OperationVia via) => via switch
    {
        OperationVia.Page => "page",
        OperationVia.Api => "API",
        OperationVia.Schedule => "schedule",
    };

    /// <summary>What came of it, or what it waits for.</summary>
    public static string Outcome(Operation operation) => operation switch
    {
        { State: OperationState.Cancelled } => $"Undone by {operation.Decision?.By.Name}.",
        { Problem: { } problem } => problem.Text,
        { IsInGrace: true } => "Not sent yet.",
        { State: OperationState.Scheduled } => "Next in line.",
        { State: OperationState.Sent, AcceptedAt: not null } => "Accepted; looking whether the backup is gone.",
        { State: OperationState.Sent } => "Waiting for the cloud's answer.",
        { Kind: OperationKind.Pin } => operation.Reason ?? "",
        { Kind: OperationKind.Unpin } => "",
        { Kind: OperationKind.Delete } => "The backup is no longer listed.",
        { IsArriving: true } => "Accepted; content is arriving.",
        { ConfirmedAt: not null, Decision: { } decision } => $"{decision.By.Name} says that its content is complete: {decision.Reason}",
        { ConfirmedAt: not null } => "No more content is expected.",
        { Kind: OperationKind.Start, State: OperationState.Succeeded } => "Accepted by the cloud.",
        { State: OperationState.Unknown or OperationState.Rejected or OperationState.Failed } => "",
        _ => throw new UnreachableException($"Nothing says what came of {operation.Kind} in state {operation.State}."),
    };
}
