using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Shell;

namespace BackupDashboard.Operations;

internal static class ApprovalProblems
{
    public static OperationProblem OwnRequest { get; } = new(
        ProblemKind.NotAllowed, "This is your own request. Someone else has to approve it.");

    public static OperationProblem SignInTooOld { get; } = new(
        ProblemKind.SignInTooOld, $"This takes a sign-in within the last {Format.Duration(ApprovalDecisions.SignInFor)}. Sign in again.");

    public static OperationProblem NotPending { get; } = new(
        ProblemKind.TooLate, "This no longer waits for approval: it was decided, withdrawn, or has expired.");

    public static OperationProblem AlreadyApproved { get; } = new(
        ProblemKind.TooLate, "You have approved this already. It takes one more person.");

    public sealed record Unread(string Zone) : OperationProblem(
        ProblemKind.ZoneUnreachable,
        $"Zone {Zone} cannot be read at the moment, so it is not known what would be approved. Nothing was done.");

    public static OperationProblem Seen { get; } = new(
        ProblemKind.FactsChanged, "The facts have changed since you looked at them. Nothing was approved.");

    public sealed record NotApproved(string By, string Reason)
        : OperationProblem(ProblemKind.NotApproved, $"{By} rejected it: {Reason}");

    public sealed record NotApprovedInTime() : OperationProblem(
        ProblemKind.ApprovalExpired, "Nobody approved it in time. Nothing was changed; it can be requested again.");

    public sealed record NotSentInTime() : OperationProblem(
        ProblemKind.ApprovalExpired, "It was approved, but could not be sent in time. Nothing was changed; it can be requested again.");

    /// <param name="Difference">The facts that differ, with their values.</param>
    public sealed record NoLongerTrue(string Difference) : OperationProblem(
        ProblemKind.FactsChanged, $"What was to be approved is no longer true: {Difference}. Nothing was changed.");

    public sealed record Overtaken(string By, OperationKind Operation) : OperationProblem(
        ProblemKind.FactsChanged,
        $"What was to be approved is no longer true: {By} has requested something else meanwhile "
            + $"({OperationDefinition.Of(Operation).Title.ToLowerInvariant()}). Nothing was changed.");

    public sealed record NoLongerPossible(OperationProblem Obstacle) : OperationProblem(
        ProblemKind.FactsChanged, $"What was to be approved is no longer possible: {Obstacle.Text}");

    public sealed record ApproverLeft(string Approver) : OperationProblem(
        ProblemKind.FactsChanged, $"{Approver}, who approved it, no longer may. Nothing was changed; it can be requested again.");

    public sealed record MayHaveBeenDecided() : OperationProblem(
        ProblemKind.FactsChanged,
        "The dashboard's database is older than the last one used here, or may be, so this may have been decided since it was copied. "
            + "Nothing was changed; it can be requested again.");

    public sealed record NeedsSomeoneNow() : OperationProblem(
        ProblemKind.FactsChanged,
        "Because of what else is being deleted, this takes a second person now. Nothing was deleted; request it once more.");

    public sealed record SettingsChanged() : OperationProblem(
        ProblemKind.FactsChanged, "The settings have been changed again meanwhile. Nothing was changed.");
}
