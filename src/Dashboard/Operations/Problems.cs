using System.Globalization;
using BackupDashboard.Access;
using BackupDashboard.Live;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Operations;

/// <summary>The sentences for everything that can be in the way of an operation.</summary>
internal static class Problems
{
    public static OperationProblem NotAllowed(Right right) =>
        new(ProblemKind.NotAllowed, $"You do not have the right '{right}'. Nothing was sent.");

    public static OperationProblem NoZone(string zone) =>
        new(ProblemKind.NotFound, $"There is no zone '{zone}' in this account.");

    public static OperationProblem NoBox(string zone) =>
        new(ProblemKind.NotFound, $"There is no such knowledge box in zone '{zone}' (any more).");

    public static OperationProblem NoBackup(string zone) =>
        new(ProblemKind.NotFound, $"There is no such backup in zone '{zone}' (any more).");

    public static OperationProblem AlreadyRequested(Operation active) =>
        new(ProblemKind.AlreadyRequested, $"{active.Actor.Name} has asked for this already, and it is still under way.");

    public static OperationProblem BackupRunning(string slug) =>
        new(ProblemKind.StillInProgress, $"A backup of '{slug}' is in progress already.");

    public static OperationProblem Unfinished { get; } =
        new(ProblemKind.StillInProgress, "This backup has not finished, so there is nothing complete to restore. Wait until it is completed.");

    public static OperationProblem RestoreRunning { get; } =
        new(ProblemKind.RestoreRunning, "A restore from this backup has been asked for and is not confirmed yet. Delete it afterwards.");

    public static OperationProblem BeingDeleted { get; } =
        new(ProblemKind.AlreadyRequested, "This backup is being deleted.");

    public static OperationProblem ConfirmationMissing(Backup backup) =>
        new(ProblemKind.ConfirmationMissing, $"This backup is complete. Type '{backup.Slug}' to confirm that it may be deleted.");

    public static OperationProblem TitleMissing { get; } = new(ProblemKind.Refused, "Enter a title for the new knowledge box.");

    public static OperationProblem LimitReached(int most) =>
        new(ProblemKind.LimitReached, $"The account has all {most} knowledge boxes that it may have. Delete one, or ask for a higher limit, then try again.");

    public static OperationProblem Unknown(NucliaError error) =>
        new(ProblemKind.OutcomeUnknown, $"The cloud's answer did not arrive ({error.Detail.TrimEnd('.')}). Looking whether it was carried out; nothing is sent twice.");

    public static OperationProblem OurMistake { get; } =
        new(ProblemKind.NotApplied, "The dashboard made a mistake before anything was sent; its log has the cause. It is safe to ask again.");

    public static OperationProblem NotApplied(OperationKind kind) => new(ProblemKind.NotApplied, kind switch
    {
        OperationKind.Start => "The cloud did not start a backup. It is safe to start it again.",
        OperationKind.Delete => "The backup is still there. It is safe to delete it again.",
        _ => "The cloud did not create the knowledge box. It is safe to restore again.",
    });

    public static OperationProblem Refused(Operation operation, NucliaError error) => error.Kind switch
    {
        NucliaErrorKind.Unauthorized => new(ProblemKind.Refused, $"The cloud does not accept the dashboard's token: {error.Detail}"),
        NucliaErrorKind.Forbidden => new(ProblemKind.Refused, $"The dashboard's token may not do this: {error.Detail}"),
        NucliaErrorKind.PaymentRequired => new(ProblemKind.LimitReached, $"The account's plan does not allow it: {error.Detail}"),
        NucliaErrorKind.NotFound => operation.Kind is OperationKind.Start ? NoBox(operation.Zone) : NoBackup(operation.Zone),
        NucliaErrorKind.Conflict when operation.NewBox is { } box => new(ProblemKind.SlugTaken, $"'{box.Slug}' was taken in the meantime."),
        NucliaErrorKind.BackupInProgress => Unfinished,
        NucliaErrorKind.KnowledgeBoxBeingCreated => new(ProblemKind.BeingCreated, "The cloud is creating another knowledge box; it creates one at a time."),
        NucliaErrorKind.RateLimited => new(ProblemKind.Refused, error.RetryAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"The cloud asks to slow down. Try again after {at.UtcDateTime:HH:mm:ss} UTC.")
            : "The cloud asks to slow down. Try again in a minute."),
        NucliaErrorKind.Unreachable => new(ProblemKind.ZoneUnreachable, $"Zone {operation.Zone} could not be reached, and nothing was sent: {error.Detail}"),
        _ => new(ProblemKind.Refused, $"The cloud refused: {error.Detail}"),
    };
}
