using System.Collections.Concurrent;
using BackupDashboard.Access;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Zones;

/// <summary>An immutable picture of one zone at one moment. A failed look keeps the last good content and adds the reason.</summary>
public sealed record ZoneSnapshot(Zone Zone)
{
    /// <summary>One for every set of teams whose people look, not one for everybody.</summary>
    private readonly ConcurrentDictionary<Grants, ZoneSnapshot> _scoped = [];

    /// <summary>What this is a part of; null when it is whole.</summary>
    private readonly ZoneSnapshot? _whole;
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
    public DateTimeOffset? PolledAt { get; init; }

    /// <summary>Why the latest look failed; null when it did not.</summary>
    public ZoneFailure? Failure { get; init; }

    /// <summary>Since when the account no longer lists the zone; null while it does. This is then its last picture.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>False when the account counts more boxes than its zones list: a box that is not listed is not known to be gone then.</summary>
    public bool ListsEveryBox { get; init; } = true;

    /// <summary>Backups that the zone lists and that cannot be read: that one of them is not shown says nothing.</summary>
    public LeftOut LeftOutBackups { get; init; } = LeftOut.None;

    /// <summary>The same of knowledge boxes and agents.</summary>
    public LeftOut LeftOutBoxes { get; init; } = LeftOut.None;

    public bool IsLoaded => AsOf is not null;

    /// <summary>Answers that need the whole zone, worked out once a snapshot and shared by every page that shows it.</summary>
    public ZoneIndex Index => _index ??= new ZoneIndex(this);

    /// <summary>Also of boxes that may not be viewed, and of those that may be listed and cannot be read: a box that is out of sight is not gone.</summary>
    public bool HasBox(string knowledgeBoxId) => (_whole ?? this).KnowledgeBoxes.ContainsKey(knowledgeBoxId) || LeftOutBoxes.MayHold(knowledgeBoxId);

    /// <summary>The same of backups.</summary>
    public bool HasBackup(string backupId) => (_whole ?? this).Backups.ContainsKey(backupId) || LeftOutBackups.MayHold(backupId);

    /// <summary>With the backups and boxes that may be viewed. Whether the zone may be is for the caller to ask.</summary>
    public ZoneSnapshot VisibleTo(Grants grants) =>
        grants.MayAllIn(Right.View, Zone.Slug) ? this : _scoped.GetOrAdd(grants, static (one, whole) => new ZoneSnapshot(whole, one), this);

    public bool IsGone => GoneSince is not null;

    /// <summary>It was reached, and what it says cannot be used: another thing than a zone that does not answer.</summary>
    public bool IsUnreadable => Failure?.Error.Kind is NucliaErrorKind.Unreadable or NucliaErrorKind.TooLarge;

    public bool IsStale(DateTimeOffset now, TimeSpan staleAfter) => now - AsOf > staleAfter;

    /// <summary>Copies must share neither the index nor the parts: they describe the content they were made from.</summary>
    private ZoneSnapshot(ZoneSnapshot other)
    {
        _scoped = [];
        Zone = other.Zone;
        Version = other.Version;
        Backups = other.Backups;
        KnowledgeBoxes = other.KnowledgeBoxes;
        AsOf = other.AsOf;
        BoxesAsOf = other.BoxesAsOf;
        PolledAt = other.PolledAt;
        Failure = other.Failure;
        GoneSince = other.GoneSince;
        ListsEveryBox = other.ListsEveryBox;
        LeftOutBackups = other.LeftOutBackups;
        LeftOutBoxes = other.LeftOutBoxes;
    }

    private ZoneSnapshot(ZoneSnapshot whole, Grants grants)
        : this(whole)
    {
        _whole = whole;
        Backups = whole.Backups.Values.Where(backup => grants.CanView(Zone.Slug, backup.Slug)).ToDictionary(backup => backup.Id, StringComparer.Ordinal);
        KnowledgeBoxes = whole.KnowledgeBoxes.Values.Where(box => grants.CanView(Zone.Slug, box.Slug)).ToDictionary(box => box.Id, StringComparer.Ordinal);
    }

    public bool Equals(ZoneSnapshot? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => HashCode.Combine(Zone.Slug, Version);
}

/// <param name="Since">When the first of the failures in a row was seen.</param>
public sealed record ZoneFailure(NucliaError Error, DateTimeOffset Since)
{
    /// <summary>The token was refused. Another failure says nothing about the token.</summary>
    public bool IsTokenRefused => Error.Kind is NucliaErrorKind.Unauthorized or NucliaErrorKind.Forbidden;
}
