using System.Globalization;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations.Kinds;

namespace BackupDashboard.Operations;

/// <summary>What the cloud's answers, and looking at what it lists, say about an operation.</summary>
internal static class CloudProblems
{
    private const string OfThePlan = "Backups are part of Nuclia's Enterprise plan: if this account has never had one, check its plan.";

    public static OperationProblem Of(Operation operation, NucliaError error) => error.Kind switch
    {
        NucliaErrorKind.NotFound => new Problems.NoBackup(operation.Zone),
        NucliaErrorKind.KnowledgeBoxBeingCreated => new OtherBoxBeingCreated(),
        NucliaErrorKind.RateLimited => new SlowDown(error.RetryAt),
        NucliaErrorKind.Unreachable => new Unreachable(operation.Zone, error.Detail),
        NucliaErrorKind.Unauthorized or NucliaErrorKind.AccountChanged or NucliaErrorKind.Forbidden or NucliaErrorKind.PaymentRequired =>
            new Refused(operation.Kind, error.Kind, error.Detail) { IsOfAccount = true },
        NucliaErrorKind.BackupInProgress or NucliaErrorKind.Conflict or NucliaErrorKind.Invalid or NucliaErrorKind.Unavailable
            or NucliaErrorKind.TimedOut or NucliaErrorKind.Broken or NucliaErrorKind.Unreadable or NucliaErrorKind.TooLarge
            or NucliaErrorKind.Refused =>
            new Refused(operation.Kind, error.Kind, error.Detail),
    };

    /// <param name="Detail">The reason in the cloud's words, or the cause.</param>
    public sealed record Refused(OperationKind Operation, NucliaErrorKind Error, string Detail)
        : OperationProblem(KindOf(Error), TextOf(Operation, Error, Detail));

    public sealed record Unreachable(string Zone, string Detail) : OperationProblem(
        ProblemKind.ZoneUnreachable, $"Zone {Zone} could not be reached, and nothing was sent: {Detail}");

    public sealed record OtherBoxBeingCreated() : OperationProblem(
        ProblemKind.BeingCreated, "The cloud is creating another knowledge box; it creates one at a time.");

    public sealed record SlowDown : OperationProblem
    {
        public SlowDown(DateTimeOffset? until)
            : base(
                ProblemKind.SlowDown,
                until is { } at
                    ? string.Create(
                        CultureInfo.InvariantCulture, $"The cloud asks to slow down. Try again after {at.UtcDateTime:HH:mm:ss} UTC.")
                    : "The cloud asks to slow down. Try again in a minute.") =>
            Until = until;
    }

    public sealed record SlugTaken(string Slug) : OperationProblem(ProblemKind.SlugTaken, $"'{Slug}' is already in use.");

    public sealed record SlugTakenMeanwhile(string Slug)
        : OperationProblem(ProblemKind.SlugTaken, $"'{Slug}' was taken in the meantime.");

    /// <summary>For a restore that was requested under an earlier version's rules.</summary>
    public sealed record NameNoLongerAllowed() : OperationProblem(
        ProblemKind.Refused, "The dashboard no longer accepts this slug or title. Nothing was sent; restore under another one.");

    /// <summary>
    /// Recorded in the journal, where people may read it who cannot view the other zones: those are counted, not named.
    /// </summary>
    /// <param name="Zone">The operation's own, if it could not be asked.</param>
    /// <param name="Others">How many other ones could not.</param>
    /// <param name="HasHiddenBoxes">The dashboard's token does not see every box.</param>
    public sealed record ZonesNotAsked(string? Zone, int Others, bool HasHiddenBoxes) : OperationProblem(
        ProblemKind.ZoneNotAsked,
        $"Available as far as is known, but {Gaps(Zone, Others, HasHiddenBoxes)} could not be checked again, so nothing was sent.")
    {
        public static ZonesNotAsked Of(string zone, IReadOnlyList<string> unasked) => new(
            unasked.Contains(zone) ? zone : null,
            unasked.Count(one => one != zone && one != SlugCheck.HiddenBoxes),
            unasked.Contains(SlugCheck.HiddenBoxes));

        private static string Gaps(string? zone, int others, bool hasHiddenBoxes)
        {
            string?[] gaps =
            [
                zone,
                others switch
                {
                    0 => null,
                    1 => "one other zone",
                    _ => string.Create(CultureInfo.InvariantCulture, $"{others} other zones"),
                },
                hasHiddenBoxes ? SlugCheck.HiddenBoxes : null,
            ];
            return string.Join(" and ", gaps.Where(gap => gap is not null));
        }
    }

    public sealed record NoAnswer(string Detail) : OperationProblem(
        ProblemKind.OutcomeUnknown,
        $"The cloud's answer did not arrive ({Detail.TrimEnd('.')}). Checking whether it was applied; nothing is sent twice.");

    public sealed record NoSuchBackup() : OperationProblem(
        ProblemKind.OutcomeUnknown,
        "The cloud answered that it has no such backup. Checking whether it is gone; nothing is sent twice.");

    public sealed record Interrupted() : OperationProblem(
        ProblemKind.OutcomeUnknown,
        "The dashboard stopped before the cloud's answer arrived. Checking whether it was applied; nothing is sent twice.");

    /// <param name="Candidates">At least two.</param>
    public sealed record Ambiguous(int Candidates) : OperationProblem(
        ProblemKind.OutcomeUnknown,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Candidates} candidates have appeared since, and nothing says which one belongs to this operation. ")
            + "Nothing was sent twice; a person has to decide.");

    public sealed record MayBeAnEarlierOnes() : OperationProblem(
        ProblemKind.OutcomeUnknown,
        "A knowledge box with this slug is there now, but an earlier restore that was treated as failed may have made it. Nothing was "
            + "sent twice; a person has to decide.");

    public sealed record NotApplied(OperationKind Operation)
        : OperationProblem(ProblemKind.NotApplied, OperationDefinition.Of(Operation).NotApplied);

    public sealed record NotConfirmed() : OperationProblem(
        ProblemKind.NotConfirmed, "The cloud accepted the deletion, but still lists the backup. It is safe to delete it again.");

    public sealed record TreatedAsFailed(string By, string Reason)
        : OperationProblem(ProblemKind.TreatedAsFailed, $"{By} declared it failed: {Reason}");

    public sealed record OurMistake() : OperationProblem(
        ProblemKind.NotApplied,
        "An unexpected error occurred before anything was sent; the dashboard's log has the cause. It is safe to try again.");

    private static ProblemKind KindOf(NucliaErrorKind error) => error is NucliaErrorKind.PaymentRequired ? ProblemKind.LimitReached
        : error is NucliaErrorKind.BackupInProgress ? ProblemKind.StillInProgress
        : ProblemKind.Refused;

    private static string TextOf(OperationKind operation, NucliaErrorKind error, string detail)
    {
        var text = error is NucliaErrorKind.Unauthorized ? $"The cloud does not accept the dashboard's token: {detail}"
            : error is NucliaErrorKind.AccountChanged ? detail
            : error is NucliaErrorKind.Forbidden ? $"The dashboard's token is not allowed to do this: {detail}"
            : error is NucliaErrorKind.PaymentRequired ? $"The account's plan does not allow it: {detail}"
            : $"The cloud refused: {detail}";
        return operation is OperationKind.Start && error is (NucliaErrorKind.Forbidden or NucliaErrorKind.PaymentRequired)
            ? $"{text.TrimEnd('.')}. {OfThePlan}"
            : text;
    }
}
