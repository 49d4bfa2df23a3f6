using System.Diagnostics;
using System.Globalization;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Operations;

internal static class Problems
{
    public static OperationProblem NotAllowed(Right right) =>
        new(ProblemKind.NotAllowed, $"You do not have the right '{right}'. Nothing was sent.");

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

    public static OperationProblem NoZone(string zone) =>
        new(ProblemKind.NotFound, $"There is no zone '{zone}' in this account.");

    public static OperationProblem ZoneGone(string zone) =>
        new(ProblemKind.ZoneGone, $"The account no longer lists zone '{zone}', so nothing can be changed there. Nothing was sent.");

    public static OperationProblem Held(string zone) =>
        new(
            ProblemKind.ZoneGone,
            $"The account no longer lists zone '{zone}'. Nothing is sent until it does again; until then this can be undone.");

    public static OperationProblem HeldBefore(string zone) =>
        new(
            ProblemKind.ZoneGone,
            $"The account lists zone '{zone}' again. The deletion was held meanwhile, so it can be undone once more before it is sent.");

    public static OperationProblem CannotLook(string zone) => new(ProblemKind.ZoneGone,
        $"The account no longer lists zone '{zone}', so it cannot be checked whether this was applied. The dashboard checks again when "
            + "the zone is listed; nothing is sent twice.");

    public static OperationProblem LookingAgain(string zone) =>
        new(
            ProblemKind.OutcomeUnknown,
            $"The account lists zone '{zone}' again. Checking whether it was applied; nothing is sent twice.");

    public static OperationProblem NoBox(string zone) =>
        new(ProblemKind.NotFound, $"There is no such knowledge box in zone '{zone}'.");

    public static OperationProblem NoBackup(string zone) =>
        new(ProblemKind.NotFound, $"There is no such backup in zone '{zone}'.");

    public static OperationProblem AlreadyRequested(Operation active) =>
        new(ProblemKind.AlreadyRequested, $"{active.Actor.Name} has already requested this, and it is still in progress.");

    public static OperationProblem BackupRunning(string slug) =>
        new(ProblemKind.StillInProgress, $"A backup of '{slug}' is already in progress.");

    public static OperationProblem Unfinished { get; } =
        new(
            ProblemKind.StillInProgress,
            "This backup has not finished, so there is nothing complete to restore. Wait until it is completed.");

    public static OperationProblem RestoreRunning { get; } = new(ProblemKind.RestoreRunning,
        "A restore from this backup is not known to be complete yet. Delete the backup afterwards, or declare the content complete on "
            + "the restore's page.");

    // Recorded in the journal, where people may read it who cannot view the other zones: those are not named.
    public static OperationProblem ZonesNotAsked(string zone, IReadOnlyList<string> unasked)
    {
        var others = unasked.Count(one => one != zone && one != SlugCheck.HiddenBoxes) switch
        {
            0 => "",
            1 => "one other zone",
            var count => string.Create(CultureInfo.InvariantCulture, $"{count} other zones")
        };
        var which = string.Join(
            " and ",
            new[] { unasked.Contains(zone) ? zone : "", others, unasked.Contains(SlugCheck.HiddenBoxes)
                ? SlugCheck.HiddenBoxes : "" }.Where(part => part.Length > 0));
        return new(ProblemKind.ZoneNotAsked, $"Available as far as is known, but {which} could not be checked again, so nothing was sent.");
    }

    public static OperationProblem BeingDeleted { get; } =
        new(ProblemKind.AlreadyRequested, "This backup is being deleted. Undo that first, while it is possible.");

    public static OperationProblem Pinned(Operation pin) =>
        new(ProblemKind.Pinned, $"{pin.Actor.Name} has pinned this backup: {pin.Reason}. Unpin it before it is deleted.");

    public static OperationProblem BeingUnpinned { get; } = new(
        ProblemKind.Pinned, "This backup is pinned, and someone else has to approve that it is unpinned.");

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

    public static OperationProblem WasNotRunning { get; } = new(ProblemKind.UndoProlonged,
        "The dashboard was not running all the time, so this could not always be undone. It can be undone once more before it is sent.");

    public static OperationProblem WasHalted { get; } = new(ProblemKind.UndoProlonged,
        "The dashboard's process was halted for a while, so this could not be undone then. That time does not count.");

    public static OperationProblem WasNotWritable { get; } = new(ProblemKind.UndoProlonged,
        "The dashboard's storage could not be written for a while, so this could not be undone then. That time does not count.");

    public static OperationProblem ClockWasSet { get; } = new(ProblemKind.UndoProlonged,
        "The dashboard's clock was set. The time in which this can be undone is as long as before.");

    public static OperationProblem DatabaseOlder { get; } = new(ProblemKind.DatabaseOlder,
        "The dashboard's database is older than the last one used here, so this may have been undone, or carried out, since it was copied. "
        + "Nothing is sent until someone releases it; until then it can be undone.");

    public static OperationProblem DatabaseUnknown { get; } = new(ProblemKind.DatabaseOlder,
        "It is not known whether the dashboard's database is the last one used here, so this may have been undone, or carried out, since. "
        + "Nothing is sent until someone releases it; until then it can be undone.");

    public static OperationProblem NotAwaitingRelease { get; } = new(ProblemKind.TooLate, "This operation no longer waits to be released.");

    public static OperationProblem NotInDoubt { get; } =
        new(ProblemKind.TooLate, "The outcome of this operation is no longer unknown.");

    public static OperationProblem NotArriving { get; } =
        new(ProblemKind.TooLate, "This restore is no longer waiting for its content.");

    public static OperationProblem RuleInvalid(string why) => new(ProblemKind.RuleInvalid, $"{why} Nothing was changed.");

    public static OperationProblem IsNewest { get; } = new(ProblemKind.Refused,
        "This is the newest complete backup of its knowledge box now, so retention does not delete it. Nothing was sent.");

    public static OperationProblem InTheWay(Operation intent, Operation other) =>
        intent.Definition.IsNamed
            ? intent.Target == other.Target ? intent.Definition.Obstacle(other) : intent.Definition.HiddenObstacle(intent)
        : intent.Kind == other.Kind ? AlreadyRequested(other) : intent.Definition.Obstacle(other);

    public static OperationProblem AlreadyRequestedByOthers { get; } =
        new(ProblemKind.AlreadyRequested, "This has already been requested, and it is still in progress.");

    public static UnreachableException Unexplained(OperationKind intent, OperationKind other) =>
        new($"{other} is in the way of {intent}, and nothing says why.");

    public static OperationProblem OtherRequest { get; } = new(ProblemKind.OtherRequest,
        "This idempotency key was used for another request before. Repeat that one as it was, or choose a new key.");

    // Returns null if the slug can be used.
    public static OperationProblem? Of(SlugAnswer answer, NewKnowledgeBox box) => answer.Verdict switch
    {
        SlugVerdict.Invalid => new(ProblemKind.SlugInvalid, answer.Text),
        SlugVerdict.Taken => new(ProblemKind.SlugTaken, answer.Text),
        SlugVerdict.NotAsked when answer.UnaskedZones.Except(box.UnaskedZones).Any() => new(ProblemKind.ZoneNotAsked, answer.Text),
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

    public static OperationProblem Unknown(NucliaError error) =>
        new(
            ProblemKind.OutcomeUnknown,
            $"The cloud's answer did not arrive ({error.Detail.TrimEnd('.')}). Checking whether it was applied; nothing is sent twice.");

    public static OperationProblem NoSuchBackup { get; } = new(ProblemKind.OutcomeUnknown,
        "The cloud answered that it has no such backup. Checking whether it is gone; nothing is sent twice.");

    public static OperationProblem Interrupted { get; } = new(ProblemKind.OutcomeUnknown,
        "The dashboard stopped before the cloud's answer arrived. Checking whether it was applied; nothing is sent twice.");

    public static OperationProblem Ambiguous(int count) => new(ProblemKind.OutcomeUnknown, string.Create(CultureInfo.InvariantCulture,
        $"{count} candidates have appeared since, and nothing says which one belongs to this operation. ")
        + "Nothing was sent twice; a person has to decide.");

    public static OperationProblem MayBeAnEarlierOnes { get; } = new(ProblemKind.OutcomeUnknown,
        "A knowledge box with this slug is there now, but an earlier restore that was treated as failed may have made it. Nothing was "
            + "sent twice; a person has to decide.");

    public static OperationProblem NotConfirmed { get; } = new(ProblemKind.NotConfirmed,
        "The cloud accepted the deletion, but still lists the backup. It is safe to delete it again.");

    public static OperationProblem TreatedAsFailed(Actor by, string reason) =>
        new(ProblemKind.TreatedAsFailed, $"{by.Name} declared it failed: {reason}");

    public static OperationProblem OurMistake { get; } =
        new(
            ProblemKind.NotApplied,
            "An unexpected error occurred before anything was sent; the dashboard's log has the cause. It is safe to try again.");

    private static OperationProblem OfAccount(ProblemKind kind, string text) => new(kind, text) { IsOfAccount = true };

    public static OperationProblem Refused(Operation operation, NucliaError error) => error.Kind switch
    {
        NucliaErrorKind.Unauthorized => OfAccount(ProblemKind.Refused, $"The cloud does not accept the dashboard's token: {error.Detail}"),
        NucliaErrorKind.AccountChanged => OfAccount(ProblemKind.Refused, error.Detail),
        NucliaErrorKind.Forbidden => OfAccount(ProblemKind.Refused, $"The dashboard's token is not allowed to do this: {error.Detail}"),
        NucliaErrorKind.PaymentRequired => OfAccount(ProblemKind.LimitReached, $"The account's plan does not allow it: {error.Detail}"),
        NucliaErrorKind.NotFound => NoBackup(operation.Zone),
        NucliaErrorKind.BackupInProgress => new(ProblemKind.StillInProgress, $"The cloud refused: {error.Detail}"),
        NucliaErrorKind.KnowledgeBoxBeingCreated =>
            new(ProblemKind.BeingCreated, "The cloud is creating another knowledge box; it creates one at a time."),
        NucliaErrorKind.RateLimited => new(ProblemKind.SlowDown, error.RetryAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"The cloud asks to slow down. Try again after {at.UtcDateTime:HH:mm:ss} UTC.")
            : "The cloud asks to slow down. Try again in a minute.")
        {
            Until = error.RetryAt,
        },
        NucliaErrorKind.Unreachable =>
            new(ProblemKind.ZoneUnreachable, $"Zone {operation.Zone} could not be reached, and nothing was sent: {error.Detail}"),
        NucliaErrorKind.Conflict or NucliaErrorKind.Invalid or NucliaErrorKind.Unavailable or NucliaErrorKind.TimedOut
            or NucliaErrorKind.Broken
            or NucliaErrorKind.Unreadable or NucliaErrorKind.TooLarge or NucliaErrorKind.Refused =>
            new(ProblemKind.Refused, $"The cloud refused: {error.Detail}"),
    };
}
