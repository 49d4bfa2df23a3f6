using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Live;

/// <summary>An immutable picture of one zone at one moment. A failed look keeps the last good content and adds the reason.</summary>
public sealed record ZoneSnapshot(Zone Zone)
{
    private ZoneIndex? _index;

    /// <summary>Only grows; starts at 0, when nothing is known yet.</summary>
    public long Version { get; init; }

    public IReadOnlyDictionary<string, Backup> Backups { get; init; } = new Dictionary<string, Backup>();

    public IReadOnlyDictionary<string, KnowledgeBox> KnowledgeBoxes { get; init; } = new Dictionary<string, KnowledgeBox>();

    /// <summary>When the backups were last listed; null when they never were.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>When the knowledge boxes, agents included, were last listed; null when they never were.</summary>
    public DateTimeOffset? BoxesAsOf { get; init; }

    /// <summary>When it was last looked at, with or without success; null before the first look.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Why the latest look failed; null when it did not.</summary>
    public ZoneFailure? Failure { get; init; }

    public bool IsLoaded => AsOf is not null;

    /// <summary>Answers that need the whole zone, worked out once a snapshot and shared by every page that shows it.</summary>
    public ZoneIndex Index => _index ??= new ZoneIndex(this);

    public bool IsStale(DateTimeOffset now, TimeSpan staleAfter) => now - AsOf > staleAfter;

    /// <summary>Copies must not share the index: it describes the content it was made from.</summary>
    private ZoneSnapshot(ZoneSnapshot other)
    {
        Zone = other.Zone;
        Version = other.Version;
        Backups = other.Backups;
        KnowledgeBoxes = other.KnowledgeBoxes;
        AsOf = other.AsOf;
        BoxesAsOf = other.BoxesAsOf;
        LookedAt = other.LookedAt;
        Failure = other.Failure;
    }

    public bool Equals(ZoneSnapshot? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => HashCode.Combine(Zone.Slug, Version);
}

/// <param name="Since">When the first of the failures in a row was seen.</param>
public sealed record ZoneFailure(NucliaError Error, DateTimeOffset Since);
