using BackupDashboard.Access;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Journal;

/// <summary>
/// One requested operation, from the intent to its outcome. Immutable: the journal holds the latest state and every earlier one.
/// </summary>
public sealed record Operation
{
    public required Guid Id { get; init; }
    public required OperationKind Kind { get; init; }
    public required string Zone { get; init; }

    /// <summary>Unique among active operations: the box, the backup, or the slug to be taken.</summary>
    public required string Target { get; init; }

    /// <summary>Empty for what is about every box whose slug matches a pattern.</summary>
    public required string KnowledgeBoxId { get; init; }

    /// <summary>Or the pattern.</summary>
    public required string KnowledgeBoxSlug { get; init; }

    /// <summary>
    /// The backup to delete, restore or pin; for a start that was skipped because nothing has changed, the one that is as good. Null for
    /// other starts.
    /// </summary>
    public string? BackupId { get; init; }

    /// <summary>When that backup was started: its name, for people.</summary>
    public DateTimeOffset? BackupStartedAt { get; init; }

    /// <summary>For a start: the box's backups that were known before the call, to recognize a new one.</summary>
    public IReadOnlyList<string> KnownBackups { get; init; } = [];

    /// <summary>For a start: what the box held just before the call; null if it could not be counted.</summary>
    public Counters? CountersBefore { get; init; }

    public NewKnowledgeBox? NewBox { get; init; }

    /// <summary>For a change of a goal: the goal from now on; null for other kinds.</summary>
    public Goal? Goal { get; init; }

    /// <summary>For an exemption: its end.</summary>
    public DateTimeOffset? ExemptUntil { get; init; }

    /// <summary>For a change of a schedule: what it is from now on, or was when it was deleted; null for other kinds.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>For a change of a schedule: what it was before; null for a new one.</summary>
    public Schedule? ScheduleBefore { get; init; }

    /// <summary>For a change of a retention rule: what it is from now on, or was when it was deleted; null for other kinds.</summary>
    public RetentionRule? Retention { get; init; }

    /// <summary>For a change of a retention rule: what it was before; null for a new one.</summary>
    public RetentionRule? RetentionBefore { get; init; }

    /// <summary>For a change of a channel: what it is from now on, or was when it was deleted; null for other kinds.</summary>
    public NotificationChannel? Channel { get; init; }

    /// <summary>For a change of a channel: what it was before; null for a new one.</summary>
    public NotificationChannel? ChannelBefore { get; init; }

    /// <summary>For a change of a route: what it is from now on, or was when it was deleted; null for other kinds.</summary>
    public NotificationRoute? Route { get; init; }

    /// <summary>For a change of a route: what it was before; null for a new one.</summary>
    public NotificationRoute? RouteBefore { get; init; }

    /// <summary>For a change of what takes more than one person: what does from now on; null for other kinds.</summary>
    public ApprovalPolicy? ApprovalPolicy { get; init; }

    /// <summary>What other people are asked to approve; null if it takes no one else.</summary>
    public Approval? Approval { get; init; }

    /// <summary>For a start by a schedule: which of its times.</summary>
    public Occurrence? Occurrence { get; init; }

    public required Actor Actor { get; init; }
    public OperationVia Via { get; init; }

    /// <summary>The trace in which the operation began, 32 hexadecimal digits; its calls to the cloud continue it.</summary>
    public string CorrelationId { get; init; } = "";

    /// <summary>A program's name for its request, to be able to repeat it; null if none was given.</summary>
    public RequestKey? RequestKey { get; init; }

    /// <summary>Shared by operations that were requested together.</summary>
    public Guid? BatchId { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }
    public required OperationState State { get; init; }

    /// <summary>Calls made so far. More than one only after a refusal that is safe to repeat.</summary>
    public int Attempts { get; init; }

    /// <summary>When a scheduled operation is due: at the end of the grace period or of a wait. Null: immediately.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? FirstSentAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>For a deletion: when the cloud accepted it. It has succeeded when the backup is no longer listed.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>For a restore: when its content was found, or declared, complete; null while it may still be arriving.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>What the cloud created: the id of the backup or of the new knowledge box.</summary>
    public string? UpstreamId { get; init; }

    /// <summary>Why it was refused, failed, waits or is unknown.</summary>
    public OperationProblem? Problem { get; init; }

    public Decision? Decision { get; init; }

    /// <summary>The team whose members can view it, whatever it is about; null where only the boxes count.</summary>
    public string? Team => Schedule?.Team ?? Retention?.Team;

    public bool IsVisibleTo(Grants grants) => grants.CanView(Zone, KnowledgeBoxSlug) || (Team is { } team && grants.IsOfTeam(team));

    /// <summary>For a goal or an exemption: which boxes it is about.</summary>
    public BoxScope Scope => new(Zone, IsAboutPattern ? null : KnowledgeBoxId, KnowledgeBoxSlug);

    /// <summary>About every box whose slug matches <see cref="KnowledgeBoxSlug"/>.</summary>
    public bool IsAboutPattern => KnowledgeBoxId == "";

    public bool IsActive => State is OperationState.Scheduled or OperationState.Sent or OperationState.Unknown;

    /// <summary>A time of a schedule at which another backup would have held the same as <see cref="BackupId"/>.</summary>
    public bool IsUnchanged => this is { Kind: OperationKind.Start, State: OperationState.Skipped, BackupId: not null };

    /// <summary>Within its grace period: nothing has been sent, and it can be undone.</summary>
    public bool IsInGrace => this is { State: OperationState.Scheduled, Attempts: 0, DueAt: not null };

    /// <summary>Not sent, because the account does not list its zone, or because someone has to release it.</summary>
    public bool IsHeld => AwaitsRelease || this is { State: OperationState.Scheduled, DueAt: null, Problem.Kind: ProblemKind.ZoneGone };

    /// <summary>Found in a database that may not be the latest: it is sent when someone releases it.</summary>
    public bool AwaitsRelease => this is { State: OperationState.Scheduled, Problem.Kind: ProblemKind.DatabaseOlder };

    /// <summary>Nothing happens before other people have approved it.</summary>
    public bool AwaitsApproval => this is { State: OperationState.Scheduled, Approval.IsGranted: false };

    /// <summary>Nothing happens before a person has said so.</summary>
    public bool AwaitsPerson => AwaitsRelease || AwaitsApproval;

    /// <summary>How far the request for approval is; null if none was needed.</summary>
    public ApprovalState? ApprovalState => this switch
    {
        { Approval: null } => null,
        { AwaitsApproval: true } => Journal.ApprovalState.Pending,
        { IsActive: true } => Journal.ApprovalState.Approved,
        { State: OperationState.Succeeded } => Journal.ApprovalState.Executed,
        { State: OperationState.Cancelled } => Journal.ApprovalState.Withdrawn,
        { Problem.Kind: ProblemKind.NotApproved } => Journal.ApprovalState.Rejected,
        { Problem.Kind: ProblemKind.ApprovalExpired } => Journal.ApprovalState.Expired,
        { Problem.Kind: ProblemKind.FactsChanged } => Journal.ApprovalState.Void,
        _ => Journal.ApprovalState.Failed,
    };

    /// <summary>For one of which nothing was sent.</summary>
    public Operation Undone(Decision decision) =>
        this with { State = OperationState.Cancelled, Decision = decision, EndedAt = decision.At, DueAt = null, Problem = null };

    /// <summary>A restore that the cloud has accepted and whose content is not known to be complete.</summary>
    public bool IsArriving => this is { Kind: OperationKind.Restore, State: OperationState.Succeeded, ConfirmedAt: null };
}

/// <param name="UnaskedZones">Zones that could not be checked for the slug, which the person accepted.</param>
public sealed record NewKnowledgeBox(string Slug, string Title, IReadOnlyList<string> UnaskedZones);

/// <summary>An idempotency key: repeated under the same name, a request is the same operation.</summary>
/// <param name="Name">Chosen by the program, unique for its actor.</param>
/// <param name="Body">A digest of the request: another request under the same name is an error.</param>
public sealed record RequestKey(string Name, string Body);

/// <summary>A person's decision about an operation: an undo, a release, "treat as failed", "the content is complete".</summary>
/// <param name="Reason">In the person's words; null for an undo and for a release.</param>
public sealed record Decision(Actor By, DateTimeOffset At, string? Reason);

public enum OperationKind
{
    Start,
    Delete,
    Restore,

    Pin,
    Unpin,

    SetGoal,
    ClearGoal,

    Exempt,
    EndExemption,

    SetSchedule,
    DeleteSchedule,

    SetRetention,
    DeleteRetention,

    SetChannel,
    DeleteChannel,

    SetRoute,
    DeleteRoute,

    SetApprovals,
}

/// <summary>How an operation was requested.</summary>
public enum OperationVia
{
    Page,
    Api,
    Schedule,
    Retention,
    Settings,
}

public enum OperationState
{
    // Recorded, not sent: in its grace period, next in line, or waiting for its next attempt.
    Scheduled,

    Sent,

    Succeeded,

    Rejected,

    // No answer arrived. Polling decides, never a second call.
    Unknown,

    Failed,

    Cancelled,

    // A time of a schedule at which nothing had to be started.
    Skipped,

    // A time of a schedule at which nothing could be started.
    Missed,
}
