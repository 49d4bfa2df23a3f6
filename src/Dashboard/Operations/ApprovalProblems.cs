using BackupDashboard.Access;
using BackupDashboard.Journal;
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

    public static OperationProblem Unread(string zone) => new(
        ProblemKind.ZoneUnreachable,
        $"Zone {zone} cannot be read at the moment, so it is not known what would be approved. Nothing was done.");

    public static OperationProblem Seen { get; } = new(
        ProblemKind.FactsChanged, "The facts have changed since you looked at them. Nothing was approved.");

    public static OperationProblem Rejected(Actor by, string reason) => new(ProblemKind.NotApproved, $"{by.Name} rejected it: {reason}");

    public static OperationProblem NotApprovedInTime { get; } = new(
        ProblemKind.ApprovalExpired, "Nobody approved it in time. Nothing was changed; it can be requested again.");

    public static OperationProblem NotSentInTime { get; } = new(
        ProblemKind.ApprovalExpired, "It was approved, but could not be sent in time. Nothing was changed; it can be requested again.");

    public static OperationProblem Changed(IReadOnlyList<ApprovalFact> before, IReadOnlyList<ApprovalFact> became) => new(
        ProblemKind.FactsChanged,
        $"What was to be approved is no longer true: {ApprovalWords.Difference(before, became)}. Nothing was changed.");

    public static OperationProblem Overtaken(Operation by) => new(
        ProblemKind.FactsChanged,
        $"What was to be approved is no longer true: {by.Actor.Name} has requested something else meanwhile "
            + $"({by.Definition.Title.ToLowerInvariant()}). Nothing was changed.");

    public static OperationProblem InTheWay(Operation intent, Operation other) => new(
        ProblemKind.FactsChanged, $"What was to be approved is no longer possible: {Problems.InTheWay(intent, other).Text}");

    public static OperationProblem ApproverLeft(Actor approver) => new(
        ProblemKind.FactsChanged, $"{approver.Name}, who approved it, no longer may. Nothing was changed; it can be requested again.");

    public static OperationProblem DatabaseOlder { get; } = new(
        ProblemKind.FactsChanged,
        "The dashboard's database is older than the last one used here, or may be, so this may have been decided since it was copied. "
            + "Nothing was changed; it can be requested again.");

    public static OperationProblem NeedsSomeoneNow { get; } = new(
        ProblemKind.FactsChanged,
        "Because of what else is being deleted, this takes a second person now. Nothing was deleted; request it once more.");

    public static OperationProblem SettingsChanged { get; } = new(
        ProblemKind.FactsChanged, "The settings have been changed again meanwhile. Nothing was changed.");
}
