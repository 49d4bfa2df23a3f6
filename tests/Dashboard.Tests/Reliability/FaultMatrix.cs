using BackupDashboard.Nuclia;
using static BackupDashboard.Nuclia.NucliaErrorKind;

namespace BackupDashboard.Tests.Reliability;

/// <summary>
/// The table: what can go wrong between dashboard and cloud, and what must come of it, for each thing that is done there.
/// <see cref="FaultMatrixTests"/> runs every cell; docs/reliability.md shows it.
/// </summary>
internal static class FaultMatrix
{
    public const string Slug = "new-box";
    public const string Zone = "europe-1";
    public const string Reset = "Connection reset by peer";

    private const string StillInProgress = "Backup is still in progress. Please wait until it is completed.";
    private const string BeingCreated = "Knowledge Box is currently being created";
    private const string Refusal = "The cloud refused: a reason";
    private const string SlowDown = "The cloud asks to slow down. Try again after 20:00:00 UTC.";
    private const string Unfinished = "This backup has not finished, so there is nothing complete to restore. Wait until it is completed.";
    private const string Creating = "The cloud is creating another knowledge box; it creates one at a time.";
    private const string NoSuchBackup =
        "The cloud answered that it has no such backup. Checking whether it is gone; nothing is sent twice.";
    private const string NoBackup = $"There is no such backup in zone '{Zone}'.";
    private const string Nobody = "Connection refused (localhost)";
    private const string Late = "No complete answer within 100 s.";
    private const string LateList = "No complete answer within 10 s.";
    private const string Garbled =
        "The answer is not what the contract says: 'i' is invalid after a value. Expected either ',', '}', or ']'.";
    private const string GarbledList = "The answer is not what the contract says: "
        + "it is not of the right type.";

    private static readonly object CreatingAnswer = new { detail = BeingCreated };

    public static readonly IReadOnlyList<FaultRow> Rows =
    [
        new("connection refused", Fault.Closed,
            Start: Rejected(0, $"Zone {Zone} could not be reached, and nothing was sent: {Nobody}"),
            Delete: Rejected(0, $"Zone {Zone} could not be reached, and nothing was sent: {Nobody}"),
            Restore: new(
                0, ["Rejected"], [$"Available as far as is known, but {Zone} could not be checked again, so nothing was sent."],
                Applied: false),
            List: new(0, Unreachable, Nobody)),
        new(
            "time-out before it was applied", Fault.Of("delay", delayMs: 3_600_000, stalls: true), NotDone(Late),
            new(3, TimedOut, LateList)),
        new("time-out after it was applied", Fault.Of("applied-then-silence", stalls: true), Found(Late), new(3, TimedOut, LateList)),
        new("reset before it was applied", Fault.Of("reset"), NotDone(Reset), new(3, Broken, Reset)),
        new("reset after it was applied", Fault.Of("applied-then-reset"), Found(Reset), new(3, Broken, Reset)),
        new(
            "429, rate limit with `try_after`",
            Fault.Status(429, new { detail = new { message = "Too many", try_after = 1_795_464_000.5 } }),
            Rejected(1, SlowDown), new(1, RateLimited, "Too many")),
        new("429, backup still in progress", Fault.Status(429, new { detail = StillInProgress }),
            Start: Rejected(1, $"The cloud refused: {StillInProgress}"),
            Delete: Rejected(1, $"The cloud refused: {StillInProgress}"),
            Restore: Rejected(1, Unfinished),
            List: new(1, BackupInProgress, StillInProgress)),
        new(
            "429, knowledge box being created", Fault.Status(429, CreatingAnswer, times: 1), Waited(2, Creating),
            new(1, KnowledgeBoxBeingCreated, BeingCreated)),
        new(
            "429, being created, for too long", Fault.Status(429, CreatingAnswer), WaitedInVain(3, Creating),
            new(1, KnowledgeBoxBeingCreated, BeingCreated)),
        new("500", Fault.Status(500), NotDone("a reason"), new(3, Unavailable, "a reason")),
        new("502 with HTML", Fault.Of("html"), NotDone("502 Bad Gateway"), new(3, Unavailable, "502 Bad Gateway")),
        new("2xx, malformed", Fault.Of("malformed"), Found(Garbled), new(1, Unreadable, GarbledList)) { Delete = Succeeded },
        new("2xx, byte by byte", Fault.Of("drip", stalls: true), Found(Late), new(3, TimedOut, LateList)) { Delete = Succeeded },
        new(
            "401", Fault.Status(401), Rejected(1, "The cloud does not accept the dashboard's token: a reason"),
            new(1, Unauthorized, "a reason")),
        new("402", Fault.Status(402), OfThePlan("The account's plan does not allow it: a reason"), new(1, PaymentRequired, "a reason")),
        new(
            "403", Fault.Status(403), OfThePlan("The dashboard's token is not allowed to do this: a reason"),
            new(1, Forbidden, "a reason")),
        new("404", Fault.Status(404),
            Start: Rejected(1, $"There is no such knowledge box in zone '{Zone}'."),
            Delete: new(
                1, ["Sent", "Unknown", "Failed"], [NoSuchBackup, "The backup is still there. It is safe to delete it again."],
                Applied: false),
            Restore: Rejected(1, NoBackup),
            List: new(1, NotFound, "a reason")),
        new(
            "409", Fault.Status(409), Rejected(1, Refusal),
            new(1, Conflict, "a reason")) { Restore = Rejected(1, $"'{Slug}' was taken in the meantime.") },
        new(
            "419", Fault.Status(419), Rejected(1, Refusal),
            new(1, Conflict, "a reason")) { Restore = Rejected(1, $"'{Slug}' was taken in the meantime.") },
        new("422", Fault.Status(422, new { detail = new[] { new { loc = new[] { "body", "x" }, msg = "a reason", type = "t" } } }),
            Rejected(1, "The cloud refused: body.x: a reason"), new(1, Invalid, "body.x: a reason")),
        new("512", Fault.Status(512), NotDone("a reason"), new(3, Unavailable, "a reason")),
    ];

    /// <summary>It is not done, and it is known at once.</summary>
    private static FaultCell Rejected(int calls, string reason) => new(calls, ["Sent", "Rejected"], [reason], Applied: false);

    /// <summary>It is not done, and the first backup of an account may need another plan.</summary>
    private static FaultCells OfThePlan(string reason) => new(
        Rejected(1, $"{reason}. Backups are part of Nuclia's Enterprise plan: if this account has never had one, check its "
            + "plan."), Rejected(1, reason), Rejected(1, reason));

    private static FaultCell Succeeded => new(1, ["Sent", "Succeeded"], [], Applied: true);

    /// <summary>The answer got lost, and looking finds the effect.</summary>
    private static FaultCell Found(string cause) => new(1, ["Sent", "Unknown", "Succeeded"], [Doubt(cause)], Applied: true);

    /// <summary>The answer got lost, and looking finds nothing, for long enough.</summary>
    private static FaultCells NotDone(string cause) => new(
        NotDone(cause, "The cloud did not start a backup. It is safe to start it again."),
        NotDone(cause, "The backup is still there. It is safe to delete it again."),
        NotDone(cause, "The cloud did not create the knowledge box. It is safe to restore again."));

    private static FaultCell NotDone(string cause, string end) =>
        new(1, ["Sent", "Unknown", "Failed"], [Doubt(cause), end], Applied: false);

    private static FaultCell Waited(int calls, string reason) =>
        new(
            calls, [.. Enumerable.Repeat<string[]>(["Sent", "Scheduled"], calls - 1).SelectMany(both => both), "Sent", "Succeeded"],
            [reason], Applied: true);

    private static FaultCell WaitedInVain(int calls, string reason)
    {
        var waited = Waited(calls, reason);
        return waited with { Story = [.. waited.Story[..^1], "Rejected"], Applied = false };
    }

    private static string Doubt(string cause) =>
        $"The cloud's answer did not arrive ({cause.TrimEnd('.')}). Checking whether it was applied; nothing is sent twice.";
}

/// <param name="Calls">Commands that reached the cloud.</param>
/// <param name="Story">The states in the journal, after the intent.</param>
/// <param name="Reasons">The reasons that it gives on the way, each once.</param>
/// <param name="Applied">Whether this call has changed the cloud.</param>
internal sealed record FaultCell(int Calls, string[] Story, string[] Reasons, bool Applied);

internal sealed record FaultCells(FaultCell Start, FaultCell Delete, FaultCell Restore);

/// <param name="Kind">The failure that the zone's picture shows; its content stays as it was.</param>
internal sealed record ListCell(int Calls, NucliaErrorKind Kind, string Reason);

internal sealed record FaultRow(string Name, Fault Fault, FaultCell Start, FaultCell Delete, FaultCell Restore, ListCell List)
{
    public FaultRow(string name, Fault fault, FaultCell command, ListCell list)
        : this(name, fault, command, command, command, list)
    {
    }

    public FaultRow(string name, Fault fault, FaultCells commands, ListCell list)
        : this(name, fault, commands.Start, commands.Delete, commands.Restore, list)
    {
    }

    public FaultCell Of(string operation) => operation switch
    {
        "start" => Start,
        "delete" => Delete,
        _ => Restore,
    };
}

/// <param name="Order">The order to the sandbox; null: its zone is closed.</param>
/// <param name="Stalls">It ends by a time-out alone.</param>
internal sealed record Fault(Func<string, object>? Order, bool Stalls)
{
    public static Fault Closed { get; } = new(null, Stalls: false);

    public static Fault Of(string kind, int? delayMs = null, bool stalls = false) =>
        new(operation => new { zone = FaultMatrix.Zone, operation, kind, delayMs }, stalls);

    public static Fault Status(int status, object? body = null, int? times = null) =>
        new(
            operation => new
            {
                zone = FaultMatrix.Zone,
                operation,
                kind = "status",
                status,
                body = body ?? new { detail = "a reason" },
                times
            },
            Stalls: false);
}
