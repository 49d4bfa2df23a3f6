using System.Collections.Concurrent;
using BackupDashboard.Access;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Zones;

/// <summary>An immutable snapshot of one zone. A failed poll keeps the last good content and adds the reason.</summary>
public sealed record ZoneSnapshot(Zone Zone)
{
    private ConcurrentDictionary<Grants, ZoneSnapshot>? _scoped;

    // Null if this is the whole zone.
    private readonly ZoneSnapshot? _whole;
    private ZoneIndex? _index;

    /// <summary>Only grows; 0 before the first poll.</summary>
    public long Version { get; init; }

    public BackupSet Backups { get; init; } = BackupSet.Empty;

    public KnowledgeBoxSet KnowledgeBoxes { get; init; } = KnowledgeBoxSet.Empty;

    /// <summary>When the backups were last listed; null if never.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>When the knowledge boxes, including agents, were last listed; null if never.</summary>
    public DateTimeOffset? BoxesAsOf { get; init; }

    /// <summary>The last poll, successful or not; null before the first.</summary>
    public DateTimeOffset? PolledAt { get; init; }

    /// <summary>Null if the last poll succeeded.</summary>
    public ZoneFailure? Failure { get; init; }

    /// <summary>Since when the account no longer lists the zone, whose last snapshot this is; null while it does.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>
    /// False if the account counts more boxes than its zones list: a box that is not listed is not known to be gone then.
    /// </summary>
    public bool ListsEveryBox { get; init; } = true;

    /// <summary>Backups that the zone lists but that cannot be read: a missing backup may be one of them.</summary>
    public LeftOut LeftOutBackups { get; init; } = LeftOut.None;

    /// <summary>The same for knowledge boxes and agents.</summary>
    public LeftOut LeftOutBoxes { get; init; } = LeftOut.None;

    public bool IsLoaded => AsOf is not null;

    /// <summary>Computed once per snapshot and shared by every page that shows it.</summary>
    public ZoneIndex Index => _index ??= new ZoneIndex(this);

    /// <summary>
    /// Also for boxes that are not visible, or that may be listed but cannot be read: a box that is out of sight is not gone.
    /// </summary>
    public bool HasBox(string knowledgeBoxId) =>
        (_whole ?? this).KnowledgeBoxes.ContainsKey(knowledgeBoxId) || LeftOutBoxes.MayHold(knowledgeBoxId);

    /// <summary>The same for backups.</summary>
    public bool HasBackup(string backupId) => (_whole ?? this).Backups.ContainsKey(backupId) || LeftOutBackups.MayHold(backupId);

    /// <summary>With the visible backups and boxes. Whether the zone itself is visible is checked by the caller.</summary>
    public ZoneSnapshot VisibleTo(Grants grants) =>
        grants.MayAllIn(Right.View, Zone.Slug) ? this : Scoped.GetOrAdd(grants, static (one, whole) => new ZoneSnapshot(whole, one), this);

    /// <summary>With the backups of one knowledge box only.</summary>
    public ZoneSnapshot BackupsOf(string knowledgeBoxId) => new(this, new BackupSet(Index.BackupsOf(knowledgeBoxId)));

    public bool IsGone => GoneSince is not null;

    /// <summary>It answered, but the answer cannot be used.</summary>
    public bool IsUnreadable => Failure is { IsUnreadable: true };

    public bool IsStale(DateTimeOffset now, TimeSpan staleAfter) => now - AsOf > staleAfter;

    /// <summary>It says the same as the other one, except for when the zone was polled.</summary>
    public bool HasSameContent(ZoneSnapshot other) =>
        ReferenceEquals(Backups, other.Backups) && ReferenceEquals(KnowledgeBoxes, other.KnowledgeBoxes)
        && (IsLoaded, BoxesAsOf is null, PolledAt is null, GoneSince, ListsEveryBox)
            == (other.IsLoaded, other.BoxesAsOf is null, other.PolledAt is null, other.GoneSince, other.ListsEveryBox)
        && Failure == other.Failure && LeftOutBackups.IsSameAs(other.LeftOutBackups) && LeftOutBoxes.IsSameAs(other.LeftOutBoxes);

    private ConcurrentDictionary<Grants, ZoneSnapshot> Scoped =>
        _scoped ?? Interlocked.CompareExchange(ref _scoped, [], null) ?? _scoped;

    // Copies must share neither the index nor the parts: they describe the content they were made from.
    private ZoneSnapshot(ZoneSnapshot other)
    {
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
        Backups = whole.Backups.VisibleTo(grants, Zone.Slug);
        KnowledgeBoxes = whole.KnowledgeBoxes.VisibleTo(grants, Zone.Slug);
    }

    private ZoneSnapshot(ZoneSnapshot seen, BackupSet backups)
        : this(seen)
    {
        _whole = seen._whole ?? seen;
        Backups = backups;
    }

    public bool Equals(ZoneSnapshot? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => HashCode.Combine(Zone.Slug, Version);
}

/// <param name="Since">The first of the consecutive failures.</param>
public sealed record ZoneFailure(NucliaError Error, DateTimeOffset Since)
{
    /// <summary>Other failures say nothing about the token.</summary>
    public bool IsUnreadable => Error.Kind is NucliaErrorKind.Unreadable or NucliaErrorKind.TooLarge;

    public bool IsTokenRefused => Error.Kind is NucliaErrorKind.Unauthorized or NucliaErrorKind.Forbidden;
}
