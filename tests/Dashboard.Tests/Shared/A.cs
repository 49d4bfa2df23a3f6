using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Shared;

/// <summary>Things to test with. Every argument has a default, so that a test names only what it is about.</summary>
public static class A
{
    public const string Administrator = "BackupDashboard.Administrator";
    public const string Operator = "BackupDashboard.Operator";
    public const string Auditor = "BackupDashboard.Auditor";

    /// <summary>Owns docs-* in every zone, and may do everything but administer with them. Names its restores docs-….</summary>
    public const string Docs = "Team.Docs";

    /// <summary>Owns support-* in europe; may view and restore.</summary>
    public const string Support = "Team.Support";

    /// <summary>What a box holds for which no test has said otherwise.</summary>
    public static Counters Counters { get; } = new(120, 3400, 240, 9100);

    public static Zone Zone(string slug = "europe", string? host = null) =>
        new($"{slug}-id", slug, $"Zone {slug}", new Uri($"https://{host ?? slug}.example"));

    public static KnowledgeBoxItem Box(string slug = "handbook", string? title = null, string? id = null) =>
        new(id ?? $"kb-{slug}", slug, title ?? $"The {slug}");

    public static KnowledgeBoxReference Reference(KnowledgeBoxItem box) => new(box.Id, box.Slug, box.Title, TestClock.Origin.AddYears(-1));

    /// <summary>A completed backup, a day old, of the box with this slug.</summary>
    public static BackupItem Backup(string id = "b1", string slug = "handbook", DateTimeOffset? started = null, long? size = 1_500_000) =>
        new(
            id, started ?? TestClock.Origin.AddDays(-1), (started ?? TestClock.Origin.AddDays(-1)).AddMinutes(10), size,
            Reference(Box(slug)));

    /// <summary>A backup that has been running for ten minutes.</summary>
    public static BackupItem Running(string id = "b1", string slug = "handbook", DateTimeOffset? started = null) =>
        new(id, started ?? TestClock.Origin.AddMinutes(-10), null, null, Reference(Box(slug)));

    /// <summary>A backup as the pages see it.</summary>
    public static Backup LiveBackup(
        string id = "b1", string slug = "handbook", DateTimeOffset? started = null, long? size = 1_500_000, string? title = null,
        BackupState state = BackupState.Completed)
    {
        var startedAt = started ?? TestClock.Origin.AddDays(-1);
        return state is BackupState.Completed
            ? new Backup(id, $"kb-{slug}", slug, title ?? $"The {slug}", startedAt, startedAt.AddMinutes(10), size, state)
            : new Backup(id, $"kb-{slug}", slug, title ?? $"The {slug}", startedAt, null, null, state);
    }

    public static ZoneSnapshot Snapshot(params Backup[] backups) => new(Zone())
    {
        Version = 1,
        AsOf = TestClock.Origin,
        BoxesAsOf = TestClock.Origin,
        Backups = new BackupSet(backups),
    };

    /// <summary>Of the backup that there is: the box held the same before and after it.</summary>
    public static Fingerprint Fingerprint(Counters counters) => new()
    {
        Zone = "europe",
        BackupId = "b1",
        KnowledgeBoxId = "kb-handbook",
        Before = counters,
        After = counters,
        TakenAt = TestClock.Origin,
    };

    public static NucliaError Error(NucliaErrorKind kind = NucliaErrorKind.Unreachable, string detail = "No route to host.") =>
        new(kind, detail);

    public static Operation Operation(
        OperationKind kind = OperationKind.Start, string target = "box:europe:kb-handbook", OperationState state = OperationState.Scheduled,
        Guid? id = null, DateTimeOffset? requested = null, DateTimeOffset? ended = null) => new()
        {
            Id = id ?? Guid.NewGuid(),
            Kind = kind,
            Zone = "europe",
            Target = target,
            KnowledgeBoxId = "kb-handbook",
            KnowledgeBoxSlug = "handbook",
            BackupId = kind is OperationKind.Start ? null : "b1",
            NewBox = kind is OperationKind.Restore ? new NewKnowledgeBox("handbook-restored", "Handbook", []) : null,
            Actor = new Actor("oid-1", "Ada"),
            RequestedAt = requested ?? TestClock.Origin,
            State = state,
            EndedAt = ended,
        };

    /// <summary>Of someone who may do everything.</summary>
    public static Grants Everything { get; } = Grants(Team([Right.Administer]));

    public static Grants Grants(params Team[] teams) => new(teams);

    public static Team Team(Right[] rights, string[]? boxes = null, string[]? zones = null, string prefix = "", string name = "Team") =>
        new()
        {
            Name = name,
            Member = name,
            Zones = zones?.ToHashSet(),
            Boxes = boxes,
            Rights = rights.ToHashSet(),
            RestorePrefix = prefix,
            Contact = "",
        };

    /// <summary>Someone who is signed in and has these app roles.</summary>
    public static ClaimsPrincipal Person(params string[] roles) => Person("Ada Operator", roles, []);

    public static ClaimsPrincipal Person(string name, string[] roles, string[] groups) => new(new ClaimsIdentity(
        [
            new Claim("oid", $"oid of {name}"),
            new Claim("name", name),
            new Claim("preferred_username", "ada@example.com"),
            .. roles.Select(role => new Claim("roles", role)),
            .. groups.Select(group => new Claim("groups", group)),
        ],
        "test", "name", "roles"));
}
