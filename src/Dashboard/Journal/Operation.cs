using BackupDashboard.Access;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;

namespace BackupDashboard.Journal;

/// <summary>One thing that somebody asked for, from the intent to its outcome. Immutable: the journal holds the latest, and every one before.</summary>
public sealed record Operation
{
    public required Guid Id { get; init; }
    public required OperationKind Kind { get; init; }
    public required string Zone { get; init; }

    /// <summary>What only one active operation may have: the box, the backup, or the slug that is to be taken.</summary>
    public required string Target { get; init; }

    public required string KnowledgeBoxId { get; init; }
    public required string KnowledgeBoxSlug { get; init; }

    /// <summary>The backup to delete, restore or pin; null when one is started.</summary>
    public string? BackupId { get; init; }

    /// <summary>When that backup was started: its name, for people.</summary>
    public DateTimeOffset? BackupStartedAt { get; init; }

    /// <summary>For a start: the box's backups that were known before the call, so that a new one can be told from them.</summary>
    public IReadOnlyList<string> KnownBackups { get; init; } = [];

    /// <summary>For a start: what the box held just before the call; null when it could not be counted.</summary>
    public Counters? CountersBefore { get; init; }

    /// <summary>For a restore: the box that is asked for.</summary>
    public NewKnowledgeBox? NewBox { get; init; }

    public required Actor Actor { get; init; }
    public OperationVia Via { get; init; }

    /// <summary>The trace that the operation began in, 32 hexadecimal digits; its calls to the cloud carry it on.</summary>
    public string CorrelationId { get; init; } = "";

    /// <summary>What a program called its request, to be able to repeat it; null where none was given.</summary>
    public RequestKey? RequestKey { get; init; }

    /// <summary>Operations that were asked for together.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>For a pin: why the backup is to stay.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }
    public required OperationState State { get; init; }

    /// <summary>Calls made so far. More than one only after a refusal that is known to be safe to repeat.</summary>
    public int Attempts { get; init; }

    /// <summary>For a scheduled operation: when the call is due, at the end of the grace period or of a wait. Null: at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? FirstSentAt { get; init; }

    /// <summary>When the latest call was made.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>For a deletion: when the cloud said yes. It has succeeded when the backup is no longer listed.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>For a restore: when its content was found complete, or was declared to be; null while it may still be arriving.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>What the cloud made: the backup's or the new knowledge box's id.</summary>
    public string? UpstreamId { get; init; }

    /// <summary>Why it was refused, failed, waits or is unknown.</summary>
    public OperationProblem? Problem { get; init; }

    /// <summary>What a person has decided about it since.</summary>
    public Decision? Decision { get; init; }

    public bool IsVisibleTo(Grants grants) => grants.CanView(Zone, KnowledgeBoxSlug);

    public bool IsActive => State is OperationState.Scheduled or OperationState.Sent or OperationState.Unknown;

    /// <summary>Within its grace period: nothing has been sent, and it can be undone.</summary>
    public bool IsInGrace => this is { State: OperationState.Scheduled, Attempts: 0, DueAt: not null };

    /// <summary>Not sent, because the account does not list its zone, or because somebody has to release it.</summary>
    public bool IsHeld => AwaitsRelease || this is { State: OperationState.Scheduled, DueAt: null, Problem.Kind: ProblemKind.ZoneGone };

    /// <summary>Found in a database that may not be the latest: it is sent when somebody says so.</summary>
    public bool AwaitsRelease => this is { State: OperationState.Scheduled, Problem.Kind: ProblemKind.DatabaseOlder };

    /// <summary>A restore that the cloud has accepted and whose content is not known to be complete.</summary>
    public bool IsArriving => this is { Kind: OperationKind.Restore, State: OperationState.Succeeded, ConfirmedAt: null };
}

/// <param name="UnaskedZones">Zones that could not be asked whether the slug is free, and that the person accepted as such.</param>
public sealed record NewKnowledgeBox(string Slug, string Title, IReadOnlyList<string> UnaskedZones);

/// <summary>A name that a program gives to a request: asked once more by the same name, it is the same operation.</summary>
/// <param name="Name">As the program sent it; its own, nobody else's.</param>
/// <param name="Body">A digest of what was asked for: something else under the same name is a mistake.</param>
public sealed record RequestKey(string Name, string Body);

/// <summary>A person's word about an operation: an undo, a release, "treat as failed", "the content is complete".</summary>
/// <param name="Reason">In the person's words; null for an undo and for a release.</param>
public sealed record Decision(Actor By, DateTimeOffset At, string? Reason);

public enum OperationKind
{
    Start,
    Delete,
    Restore,

    /// <summary>Protects a backup from deletion by this dashboard. Nothing is sent.</summary>
    Pin,
    Unpin,
}

/// <summary>What an operation was asked for through.</summary>
public enum OperationVia
{
    Page,
    Api,
    Schedule,
}

public enum OperationState
{
    /// <summary>Written down, not sent: within its grace period, first in line, or waiting for its next attempt.</summary>
    Scheduled,

    /// <summary>Committed before the call; the answer is outstanding, or, for a deletion, its proof.</summary>
    Sent,

    Succeeded,

    /// <summary>The cloud or a check of ours said no: nothing was changed.</summary>
    Rejected,

    /// <summary>The answer never came. Looking decides, never a second call.</summary>
    Unknown,

    /// <summary>Not applied as far as looking tells, or treated so by a person.</summary>
    Failed,

    /// <summary>Undone before it was sent.</summary>
    Cancelled,
}
