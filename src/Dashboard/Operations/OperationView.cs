using System.Diagnostics;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations;

internal static class OperationView
{
    // The new box for a restore, the schedule for its changes, the backed up box otherwise.
    public static string Subject(Operation operation) =>
        operation.NewBox?.Slug ?? operation.Schedule?.Name ?? operation.Retention?.Name ?? operation.KnowledgeBoxSlug;

    public static string Of(Operation operation) => operation switch
    {
        { State: OperationState.Unknown, Problem.Kind: ProblemKind.ZoneGone } => $"{Verb(operation)}: held. {operation.Problem.Text}",
        { State: OperationState.Unknown, Problem: CloudProblems.NoSuchBackup } =>
            "Deleting: the cloud has no such backup, checking whether it is gone…",
        { State: OperationState.Unknown } => $"{Verb(operation)}: the cloud has not confirmed it; checking…",
        { AwaitsApproval: true } => $"{Verb(operation)}: waits for approval.",
        { IsHeld: true } => $"{Verb(operation)}: held. {operation.Problem?.Text}",
        { IsInGrace: true } => "Its deletion is scheduled.",
        { State: OperationState.Cancelled, Approval.IsGranted: false } =>
            $"{Verb(operation)} was withdrawn by {operation.Decision?.By.Name}.",
        { State: OperationState.Cancelled } => $"{Verb(operation)} was undone by {operation.Decision?.By.Name}.",
        { State: OperationState.Sent, AcceptedAt: not null } => "Deleting: accepted, checking whether it is gone…",
        { State: OperationState.Scheduled, DueAt: not null } => $"{Verb(operation)}: waiting, {operation.Problem?.Text}",
        { IsActive: true } => $"{Verb(operation)}…",
        { State: OperationState.Succeeded } => operation.Definition.Succeeded(operation),
        { State: OperationState.Rejected or OperationState.Failed } => $"{Verb(operation)} did not happen. {operation.Problem?.Text}",
        { State: OperationState.Skipped } => $"{Verb(operation)} was skipped. {operation.Problem?.Text}",
        { State: OperationState.Missed } => $"{Verb(operation)} was missed. {operation.Problem?.Text}",
        _ => throw new UnreachableException($"Nothing says what {operation.State} means."),
    };

    private static string Verb(Operation operation) => operation.Definition.Verb;
}
