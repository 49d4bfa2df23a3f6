using BackupDashboard.Nuclia;
using static BackupDashboard.Nuclia.NucliaErrorKind;

namespace BackupDashboard.Tests.Contract;

/// <summary>One thing that goes wrong between client and cloud, and what the client must make of it.</summary>
/// <param name="InDoubt">A command may have been applied, as far as the client can know.</param>
/// <param name="Applied">What really happened to a command.</param>
/// <param name="Retried">A read is tried three times.</param>
/// <param name="Stalls">It ends by the client's own time-out alone.</param>
internal sealed record FaultCase(
    Func<string, object> Order,
    NucliaErrorKind Kind,
    bool InDoubt = false,
    bool Applied = false,
    bool Retried = false,
    bool Stalls = false);

internal static class FaultCases
{
    private const string StillInProgress = "Backup is still in progress. Please wait until it is completed.";
    private const string BeingCreated = "Knowledge Box is currently being created";

    public static readonly IReadOnlyDictionary<string, FaultCase> All = new Dictionary<string, FaultCase>
    {
        ["400"] = new(Status(400), Invalid),
        ["401"] = new(Status(401), Unauthorized),
        ["402"] = new(Status(402), PaymentRequired),
        ["403"] = new(Status(403), Forbidden),
        ["404"] = new(Status(404), NotFound),
        ["409"] = new(Status(409), Conflict),
        ["409 still in progress"] = new(Status(409, new { detail = StillInProgress }), BackupInProgress),
        ["419"] = new(Status(419), Conflict),
        ["422"] = new(Status(422, new { detail = new[] { new { loc = new object[] { "body", 0 }, msg = "No", type = "t" } } }), Invalid),
        ["429 rate limit"] = new(RateLimit, RateLimited),
        ["429 still in progress"] = new(Status(429, new { detail = StillInProgress }), BackupInProgress),
        ["429 being created"] = new(Status(429, new { detail = BeingCreated }), KnowledgeBoxBeingCreated),
        ["500"] = new(Status(500), Unavailable, InDoubt: true, Retried: true),
        ["502"] = new(Status(502), Unavailable, InDoubt: true, Retried: true),
        ["503"] = new(Status(503), Unavailable, InDoubt: true, Retried: true),
        ["512"] = new(Status(512), Unavailable, InDoubt: true, Retried: true),
        ["html"] = new(Plain("html"), Unavailable, InDoubt: true, Retried: true),
        ["html 200"] = new(operation => new { operation, kind = "html", status = 200 }, Unreadable, InDoubt: true),
        ["malformed"] = new(Plain("malformed"), Unreadable, InDoubt: true, Applied: true),
        ["truncate"] = new(Plain("truncate"), Unreadable, InDoubt: true, Applied: true),
        ["reset"] = new(Plain("reset"), Broken, InDoubt: true, Retried: true),
        ["applied-then-reset"] = new(Plain("applied-then-reset"), Broken, InDoubt: true, Applied: true, Retried: true),
        ["delay"] = new(
            operation => new { operation, kind = "delay", delayMs = 3_600_000 }, TimedOut, InDoubt: true, Retried: true, Stalls: true),
        ["drip"] = new(Plain("drip"), TimedOut, InDoubt: true, Applied: true, Retried: true, Stalls: true),
    };

    /// <summary>What cuts or spoils a body; a deletion's answer has none.</summary>
    public static readonly IReadOnlySet<string> OfBodies = new HashSet<string> { "malformed", "truncate", "drip" };

    public static IEnumerable<(string Operation, string Fault)> With(params IEnumerable<string> operations) =>
        operations.SelectMany(operation => All.Keys.Select(fault => (operation, fault)));

    private static Func<string, object> Plain(string kind) => operation => new { operation, kind };

    private static Func<string, object> Status(int status, object? body = null) =>
        operation => new { operation, kind = "status", status, body = body ?? new { detail = "a reason" } };

    // Longer than a read is willing to wait, so that it is reported immediately.
    private static object RateLimit(string operation) => new
    {
        operation,
        kind = "status",
        status = 429,
        headers = new Dictionary<string, string> { ["Retry-After"] = "60" },
        body = new { detail = new { message = "Too many requests" } },
    };
}
