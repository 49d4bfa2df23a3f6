using BackupDashboard.Access;

namespace BackupDashboard.Operations;

/// <summary>One thing that somebody asked for, from the intent to its outcome. Immutable: the journal holds the latest.</summary>
public sealed record Operation
{
    public required Guid Id { get; init; }
    public required OperationKind Kind { get; init; }
    public required string Zone { get; init; }

    /// <summary>What only one active operation may have: the box, the backup, or the slug that is to be taken.</summary>
    public required string Target { get; init; }

    public required string KnowledgeBoxId { get; init; }
    public required string KnowledgeBoxSlug { get; init; }

    /// <summary>The backup to delete or to restore; null when one is started.</summary>
    public string? BackupId { get; init; }

    /// <summary>For a start: the box's backups that were known before the call, so that a new one can be told from them.</summary>
    public IReadOnlySet<string> KnownBackups { get; init; } = new HashSet<string>();

    /// <summary>For a restore: the box that is asked for.</summary>
    public NewKnowledgeBox? NewBox { get; init; }

    public required Actor Actor { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public required OperationState State { get; init; }

    /// <summary>Calls made so far. More than one only after a refusal that is known to be safe to repeat.</summary>
    public int Attempts { get; init; }

    /// <summary>When the next call is due, while the operation waits for its turn.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>For a restore: when the counters of the new box had gone quiet; null while content may still be arriving.</summary>
    public DateTimeOffset? QuietAt { get; init; }

    /// <summary>What the cloud made: the backup's or the new knowledge box's id.</summary>
    public string? UpstreamId { get; init; }

    /// <summary>Why it was refused, failed, waits or is unknown.</summary>
    public OperationProblem? Problem { get; init; }

    public bool IsActive => State is OperationState.Scheduled or OperationState.Sent or OperationState.Unknown;
}

/// <param name="UnaskedZones">Zones that could not be asked whether the slug is free, and that the person accepted as such.</param>
public sealed record NewKnowledgeBox(string Slug, string Title, IReadOnlyList<string> UnaskedZones);

public enum OperationKind
{
    Start,
    Delete,
    Restore,
}

public enum OperationState
{
    /// <summary>Written down, not sent: first in line, or waiting for its next attempt.</summary>
    Scheduled,

    /// <summary>Committed before the call; the answer is outstanding.</summary>
    Sent,

    Succeeded,

    /// <summary>The cloud or a check of ours said no: nothing was changed.</summary>
    Rejected,

    /// <summary>The answer never came. Looking decides, never a second call.</summary>
    Unknown,

    /// <summary>Certainly not applied, found by looking. Safe to ask for again.</summary>
    Failed,
}
