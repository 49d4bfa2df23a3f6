using System.Globalization;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Shell;
using MudBlazor;

namespace BackupDashboard.Activities;

/// <summary>One event of an operation.</summary>
/// <param name="Text">Why, or with what result; empty when the title says it all.</param>
/// <param name="Due">When the dashboard continues by itself; null when it does so immediately, or not at all.</param>
public sealed record StoryLine(DateTimeOffset At, string Title, string Text, Color Color, DateTimeOffset? Due = null);

// The history of an operation, from its states after each change. Pure.
internal static class Story
{
    public static IReadOnlyList<StoryLine> Of(IReadOnlyList<(DateTimeOffset At, Operation Operation)> events) =>
        [.. events.Select((entry, index) => index == 0
            ? Requested(entry.At, entry.Operation) : Line(entry.At, events[index - 1].Operation, entry.Operation))];

    // Since when the outcome has been unknown; null when it is not.
    public static DateTimeOffset? UnknownSince(IReadOnlyList<(DateTimeOffset At, Operation Operation)> events) =>
        events is [.., { Operation.State: OperationState.Unknown }]
            ? events.Reverse().TakeWhile(entry => entry.Operation.State is OperationState.Unknown).Last().At
            : null;

    private static StoryLine Requested(DateTimeOffset at, Operation operation) => operation.State switch
    {
        OperationState.Skipped => new(at, $"Skipped by {operation.Actor.Name}", Why(operation), Color.Default),
        OperationState.Missed => new(at, $"Missed by {operation.Actor.Name}", Why(operation), Color.Error),
        OperationState.Scheduled when operation.AwaitsApproval => new(
            at, $"Asked for by {operation.Actor.Name}",
            $"{string.Join(" ", operation.Approval!.Reasons.Select(ApprovalWords.Of))} Nothing happens before it is approved.", Color.Info),
        OperationState.Scheduled or OperationState.Sent or OperationState.Succeeded or OperationState.Rejected or OperationState.Unknown
            or OperationState.Failed or OperationState.Cancelled =>
            Line(at, operation.Definition.Requested(operation)) with { Due = operation.DueAt },
    };

    private static StoryLine Line(DateTimeOffset at, EventWords words) =>
        new(at, words.Title, words.Text, words.IsGood ? Color.Success : Color.Info);

    private static StoryLine Line(DateTimeOffset at, Operation before, Operation now) => (before.State, now.State) switch
    {
        (OperationState.Scheduled, OperationState.Cancelled) when before.AwaitsApproval => new(
            at, $"Withdrawn by {now.Decision?.By.Name}", "Nothing was changed.", Color.Default),
        (OperationState.Scheduled, OperationState.Scheduled) when before.AwaitsApproval => Approved(at, before, now),
        (OperationState.Scheduled, OperationState.Rejected) when before.AwaitsApproval => new(
            at, now.ApprovalState is ApprovalState.Rejected ? $"Rejected by {now.Approval!.Votes[^1].By.Name}" : "No longer to be approved",
            Why(now), Color.Warning),
        (not OperationState.Cancelled, OperationState.Cancelled) => new(
            at, $"Undone by {now.Decision?.By.Name}", "Nothing was sent.", Color.Default),
        (OperationState.Scheduled, OperationState.Scheduled) when before.AwaitsRelease && !now.AwaitsRelease =>
            new(
                at, $"Released by {now.Decision?.By.Name}", now.IsInGrace ? "It can be undone until it is sent." : "", Color.Info,
                now.DueAt),
        (OperationState.Scheduled, OperationState.Scheduled) when now.IsHeld => new(at, "Held", Why(now), Color.Warning),
        (OperationState.Scheduled, OperationState.Scheduled) when before.IsHeld => new(
            at, "No longer held", Why(now), Color.Info, now.DueAt),
        (OperationState.Scheduled, OperationState.Scheduled) when now.Problem?.Kind is ProblemKind.UndoProlonged =>
            new(at, "The time to undo is prolonged", Why(now), Color.Warning, now.DueAt),
        (OperationState.Scheduled, OperationState.Sent) => new(at, Attempt(now), CountedBefore(now), Color.Info),
        (OperationState.Sent, OperationState.Scheduled) => new(at, "Waiting for the next attempt", Why(now), Color.Warning, now.DueAt),
        (OperationState.Sent, OperationState.Sent) when before.AcceptedAt is null && now.AcceptedAt is not null =>
            new(at, "Accepted by the cloud", "Checking whether the backup is gone: only that counts.", Color.Info),
        (OperationState.Unknown, OperationState.Unknown) => new(at, "Still unknown", Why(now), Color.Warning),
        (_, OperationState.Unknown) => new(at, "The outcome is unknown", Why(now), Color.Warning),
        (OperationState.Succeeded, OperationState.Succeeded) when before.ConfirmedAt is null
            && now.ConfirmedAt is not null => Complete(at, before, now),
        (not OperationState.Succeeded, OperationState.Succeeded) => Line(at, now.Definition.Success(before, now)),
        (not OperationState.Rejected, OperationState.Rejected) =>
            new(
                at, before.State is OperationState.Sent ? "Refused by the cloud" : "Refused before anything was sent", Why(now),
                Color.Error),
        (not OperationState.Failed, OperationState.Failed) => Failed(at, now),
        (
            _,
            OperationState.Scheduled or OperationState.Sent or OperationState.Succeeded or OperationState.Rejected
                or OperationState.Failed or OperationState.Cancelled or OperationState.Skipped or OperationState.Missed) =>
            new(at, "Recorded again", Why(now), Color.Default),
    };

    private static StoryLine Approved(DateTimeOffset at, Operation before, Operation now) =>
        now.Approval!.Votes.Count > before.Approval!.Votes.Count
            ? new(
                at, $"Approved by {now.Approval.Votes[^1].By.Name}",
                now.AwaitsApproval ? "It takes one more person." : now.IsInGrace ? "It can be undone until it is sent." : "",
                Color.Success, now.DueAt)
        : now.Approval.RipenedAt is not null
            ? new(
                at, "It has ripened",
                "Nobody objected in time, so it goes ahead without a second person. It can be undone until it is sent.", Color.Warning,
                now.DueAt)
        : new(
            at, now.Approval.Notice is ApprovalNotice.HalfTime ? "Everybody was told at half time" : "Everybody was told once more",
            $"Without a second person it goes ahead after {ViewerTime.Utc(now.Approval.RipensAt!.Value)}.", Color.Info);

    private static StoryLine Failed(DateTimeOffset at, Operation now) => now switch
    {
        { Problem.Kind: ProblemKind.TreatedAsFailed, Decision: { } decision } =>
            new(at, $"Treated as failed by {decision.By.Name}", decision.Reason ?? "", Color.Error),
        { Problem.Kind: ProblemKind.NotConfirmed } => new(at, "Not confirmed", Why(now), Color.Error),
        _ => new(at, "Failed", Why(now), Color.Error),
    };

    private static StoryLine Complete(DateTimeOffset at, Operation before, Operation now) =>
        now.Decision is { } decision && decision != before.Decision
        ? new(at, $"Content declared complete by {decision.By.Name}", decision.Reason ?? "", Color.Success)
        : new(at, "No more content is expected", "What was counted is on the page of the restore.", Color.Success);

    private static string Attempt(Operation operation) =>
        string.Create(CultureInfo.InvariantCulture, $"Sent (attempt {operation.Attempts})");

    private static string CountedBefore(Operation operation) => operation.CountersBefore is { } counters
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"The box held {counters.Resources} resources and {Format.About(counters.Paragraphs, "paragraph")} just before.")
        : "";

    private static string Why(Operation operation) => operation.Problem?.Text ?? "";
}
