using System.Diagnostics;
using System.Globalization;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Operations;

internal static class Problems
{
    public sealed record NotAllowed(Right Right)
        : OperationProblem(ProblemKind.NotAllowed, $"You do not have the right '{Right}'. Nothing was sent.");

    public static OperationProblem NotAPerson { get; } = new(
        ProblemKind.NotAllowed, "Only a person who has signed in here can do this.");

    public static OperationProblem SignedOut { get; } = new(
        ProblemKind.SignedOut, "Your session has ended. Nothing was sent; sign in again.");

    public static OperationProblem CallerNotConfirmed { get; } = new(ProblemKind.CallerNotConfirmed,
        "The identity provider does not answer, so your permissions cannot be confirmed. Nothing was sent. Try again in a minute.")
    {
        RetryAfter = TimeSpan.FromMinutes(1),
    };

    public static OperationProblem TooManyRequests(TimeSpan wait) => new(ProblemKind.TooManyRequests,
        string.Create(CultureInfo.InvariantCulture,
            $"Too many requests. Wait {Math.Ceiling(wait.TotalSeconds)} seconds; nothing was sent."))
    {
        RetryAfter = wait,
    };

    public sealed record NoZone(string Zone)
        : OperationProblem(ProblemKind.NotFound, $"There is no zone '{Zone}' in this account.");

    public sealed record ZoneGone(string Zone) : OperationProblem(
        ProblemKind.ZoneGone, $"The account no longer lists zone '{Zone}', so nothing can be changed there. Nothing was sent.");

    public sealed record Held(string Zone) : OperationProblem(
        ProblemKind.ZoneGone,
        $"The account no longer lists zone '{Zone}'. Nothing is sent until it does again; until then this can be undone.");

    public sealed record HeldBefore(string Zone) : OperationProblem(
        ProblemKind.ZoneGone,
        $"The account lists zone '{Zone}' again. The deletion was held meanwhile, so it can be undone once more before it is sent.");

    public sealed record CannotLook(string Zone) : OperationProblem(
        ProblemKind.ZoneGone,
        $"The account no longer lists zone '{Zone}', so it cannot be checked whether this was applied. The dashboard checks again when "
            + "the zone is listed; nothing is sent twice.");

    public sealed record LookingAgain(string Zone) : OperationProblem(
        ProblemKind.OutcomeUnknown,
        $"The account lists zone '{Zone}' again. Checking whether it was applied; nothing is sent twice.");

    public sealed record NoBox(string Zone)
        : OperationProblem(ProblemKind.NotFound, $"There is no such knowledge box in zone '{Zone}'.");

    public sealed record NoBackup(string Zone)
        : OperationProblem(ProblemKind.NotFound, $"There is no such backup in zone '{Zone}'.");

    public sealed record AlreadyRequested(string By) : OperationProblem(
        ProblemKind.AlreadyRequested, $"{By} has already requested this, and it is still in progress.");

    public static OperationProblem BackupRunning(string slug) =>
        new(ProblemKind.StillInProgress, $"A backup of '{slug}' is already in progress.");

    public sealed record Unfinished() : OperationProblem(
        ProblemKind.StillInProgress,
        "This backup has not finished, so there is nothing complete to restore. Wait until it is completed.");

    public sealed record RestoreRunning() : OperationProblem(
        ProblemKind.RestoreRunning,
        "A restore from this backup is not known to be complete yet. Delete the backup afterwards, or declare the content complete on "
            + "the restore's page.");

    public sealed record BeingDeleted()
        : OperationProblem(ProblemKind.AlreadyRequested, "This backup is being deleted. Undo that first, while it is possible.");

    public sealed record Pinned(string By, string? Reason)
        : OperationProblem(ProblemKind.Pinned, $"{By} has pinned this backup: {Reason}. Unpin it before it is deleted.");

    public sealed record BeingUnpinned()
        : OperationProblem(ProblemKind.Pinned, "This backup is pinned, and someone else has to approve that it is unpinned.");

    public static OperationProblem AlreadyPinned(Operation pin) =>
        new(ProblemKind.Pinned, $"{pin.Actor.Name} has already pinned this backup: {pin.Reason}.");

    public static OperationProblem NotPinned { get; } = new(ProblemKind.NotFound, "This backup is not pinned.");

    public static OperationProblem ReasonMissing { get; } = new(ProblemKind.ReasonMissing, "Give a reason: it is kept in the journal.");

    public static OperationProblem PatternInvalid(string pattern) =>
        new(
            ProblemKind.Refused,
            pattern.Length == 0 ? $"Enter a slug pattern: {SlugPattern.Rule}" : $"'{pattern}' is not a slug pattern: {SlugPattern.Rule}");

    public static string PatternTooWide(string pattern) =>
        $"Your right '{Right.Plan}' does not cover every knowledge box that '{pattern}' may match. Nothing was changed.";

    public static OperationProblem GoalInvalid(string why) => new(ProblemKind.Refused, $"{why} The goal was not set.");

    public static OperationProblem NoGoal { get; } = new(ProblemKind.NotFound, "No goal of its own is set there.");

    public static OperationProblem NoExemption { get; } = new(ProblemKind.NotFound, "There is no exemption to end.");

    public static OperationProblem ExemptionEnd(int days) => new(
        ProblemKind.Refused,
        string.Create(CultureInfo.InvariantCulture, $"An exemption ends: choose a time from now to {days} days from now."));

    public static OperationProblem NoOperation { get; } = new(ProblemKind.NotFound, "There is no such operation.");

    public static OperationProblem TooLateToUndo { get; } =
        new(ProblemKind.TooLate, "It is too late to undo this: it has been sent, or has ended.");

    public sealed record WasNotRunning() : OperationProblem(
        ProblemKind.UndoProlonged,
        "The dashboard was not running all the time, so this could not always be undone. It can be undone once more before it is sent.");

    public sealed record WasHalted() : OperationProblem(
        ProblemKind.UndoProlonged,
        "The dashboard's process was halted for a while, so this could not be undone then. That time does not count.");

    public sealed record WasNotWritable() : OperationProblem(
        ProblemKind.UndoProlonged,
        "The dashboard's storage could not be written for a while, so this could not be undone then. That time does not count.");

    public sealed record ClockWasSet() : OperationProblem(
        ProblemKind.UndoProlonged,
        "The dashboard's clock was set. The time in which this can be undone is as long as before.");

    public sealed record DatabaseOlder() : OperationProblem(
        ProblemKind.DatabaseOlder,
        "The dashboard's database is older than the last one used here, so this may have been undone, or carried out, since it was copied. "
            + "Nothing is sent until someone releases it; until then it can be undone.");

    public sealed record DatabaseUnknown() : OperationProblem(
        ProblemKind.DatabaseOlder,
        "It is not known whether the dashboard's database is the last one used here, so this may have been undone, or carried out, since. "
            + "Nothing is sent until someone releases it; until then it can be undone.");

    public static OperationProblem NotAwaitingRelease { get; } = new(ProblemKind.TooLate, "This operation no longer waits to be released.");

    public static OperationProblem NotInDoubt { get; } =
        new(ProblemKind.TooLate, "The outcome of this operation is no longer unknown.");

    public static OperationProblem NotArriving { get; } =
        new(ProblemKind.TooLate, "This restore is no longer waiting for its content.");

    public static OperationProblem RuleInvalid(string why) => new(ProblemKind.RuleInvalid, $"{why} Nothing was changed.");

    public sealed record IsNewest() : OperationProblem(
        ProblemKind.Refused,
        "This is the newest complete backup of its knowledge box now, so retention does not delete it. Nothing was sent.");

    public static OperationProblem InTheWay(Operation intent, Operation other) =>
        intent.Definition.IsNamed
            ? intent.Target == other.Target ? intent.Definition.Obstacle(other) : intent.Definition.HiddenObstacle(intent)
        : intent.Kind == other.Kind ? new AlreadyRequested(other.Actor.Name) : intent.Definition.Obstacle(other);

    public sealed record AlreadyRequestedByOthers()
        : OperationProblem(ProblemKind.AlreadyRequested, "This has already been requested, and it is still in progress.");

    public static UnreachableException Unexplained(OperationKind intent, OperationKind other) =>
        new($"{other} is in the way of {intent}, and nothing says why.");

    public static OperationProblem OtherRequest { get; } = new(ProblemKind.OtherRequest,
        "This idempotency key was used for another request before. Repeat that one as it was, or choose a new key.");

    // Returns null if the slug can be used.
    public static OperationProblem? Of(SlugAnswer answer, NewKnowledgeBox box) => answer.Verdict switch
    {
        SlugVerdict.Invalid => new OperationProblem(ProblemKind.SlugInvalid, answer.Text),
        SlugVerdict.Taken => new CloudProblems.SlugTaken(box.Slug),
        SlugVerdict.NotAsked when answer.UnaskedZones.Except(box.UnaskedZones).Any() =>
            new OperationProblem(ProblemKind.ZoneNotAsked, answer.Text),
        SlugVerdict.Free or SlugVerdict.NotAsked => null,
    };

    public static OperationProblem ConfirmationMissing(string expected) =>
        new(ProblemKind.ConfirmationMissing, $"Complete backups would be deleted. Type '{expected}' to confirm.");

    public static OperationProblem TooMany(int most) =>
        new(
            ProblemKind.Refused,
            string.Create(CultureInfo.InvariantCulture, $"At most {most} can be requested together. Select fewer."));

    public static OperationProblem NotWritten { get; } = new(ProblemKind.NotWritten,
        "The dashboard's journal cannot be written at the moment, so nothing was done. Its log has the cause. Try again later.");

    // Returns null if the title can be used.
    public static OperationProblem? OfTitle(NewKnowledgeBox box) =>
        TitleRules.Problem(box.Title) is { } problem ? new(ProblemKind.Refused, problem) : null;

    public static OperationProblem LimitReached(int most) =>
        new(
            ProblemKind.LimitReached,
            $"The account has all {most} knowledge boxes that its plan allows. Delete one, or request a higher limit, then try again.");
}
