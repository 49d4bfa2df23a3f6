using System.Diagnostics;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Operations.Kinds;

namespace BackupDashboard.Activities;

internal static class ActivityWords
{
    public static string Of(OperationKind kind) => OperationDefinition.Of(kind).Title;

    /// <summary>What is about a pattern of slugs may be about every zone.</summary>
    public static string Zone(string zone) => zone == BoxScope.EveryZone ? "every zone" : zone;

    public static string Of(OperationVia via) => via switch
    {
        OperationVia.Page => "page",
        OperationVia.Api => "API",
        OperationVia.Schedule => "schedule",
        OperationVia.Retention => "retention",
        OperationVia.Settings => "settings",
    };

    // The result, or what it waits for.
    public static string Outcome(Operation operation) => operation switch
    {
        { AwaitsApproval: true } => ApprovalWords.HasToApprove(operation.Approval!),
        { State: OperationState.Cancelled, Approval.IsGranted: false } => $"Withdrawn by {operation.Decision?.By.Name}.",
        { State: OperationState.Cancelled } => $"Undone by {operation.Decision?.By.Name}.",
        { Problem: { } problem } => problem.Text,
        { IsInGrace: true } => "Not sent yet.",
        { State: OperationState.Scheduled } => "Next in line.",
        { State: OperationState.Sent, AcceptedAt: not null } => "Accepted; checking whether the backup is gone.",
        { State: OperationState.Sent } => "Waiting for the cloud's answer.",
        { State: OperationState.Succeeded } => operation.Definition.Result(operation),
        {
            State: OperationState.Unknown or OperationState.Rejected or OperationState.Failed or OperationState.Skipped
            or OperationState.Missed
        } => "",
        _ => throw new UnreachableException($"Nothing says what came of {operation.Kind} in state {operation.State}."),
    };
}
