using System.Collections.Concurrent;
using System.Collections.Immutable;
using BackupDashboard.Access;

namespace BackupDashboard.Journal;

/// <summary>
/// An immutable snapshot of the journal: every active operation, every restore whose content is still arriving, all that is in force (pins,
/// goals, exemptions, schedules, retention rules, channels, routes, and what takes more than one person), and the latest
/// <see cref="MaximumEnded"/> others. The rest is in the database.
/// </summary>
public sealed record JournalSnapshot
{
    public const int MaximumEnded = 1000;

    // Old operations are sorted out once per this many.
    private const int Slack = 100;

    private readonly ConcurrentDictionary<Grants, JournalSnapshot> _scoped = [];

    public JournalSnapshot()
    {
    }

    // Copies must not share the cached parts: they describe the content they were made from.
    private JournalSnapshot(JournalSnapshot other)
    {
        _scoped = [];
        Version = other.Version;
        Operations = other.Operations;
        ActiveByTarget = other.ActiveByTarget;
        InForceByTarget = other.InForceByTarget;
    }

    /// <summary>What puts something in force until it is ended, and what ends it.</summary>
    internal static OperationKind[] KindsInForce { get; } =
    [
        OperationKind.Pin, OperationKind.Unpin, OperationKind.SetGoal, OperationKind.ClearGoal, OperationKind.Exempt,
        OperationKind.EndExemption, OperationKind.SetSchedule, OperationKind.DeleteSchedule,
        OperationKind.SetRetention, OperationKind.DeleteRetention, OperationKind.SetChannel, OperationKind.DeleteChannel,
        OperationKind.SetRoute, OperationKind.DeleteRoute, OperationKind.SetApprovals,
    ];

    public static JournalSnapshot Empty { get; } = new();

    public long Version { get; private init; }

    public ImmutableDictionary<Guid, Operation> Operations { get; private init; } = ImmutableDictionary<Guid, Operation>.Empty;

    public IEnumerable<Operation> Active => ActiveByTarget.Values;

    public Operation? Find(Guid id) => Operations.GetValueOrDefault(id);

    public Operation? ActiveFor(string target) => ActiveByTarget.GetValueOrDefault(target);

    /// <summary>Pins, goals, exemptions, schedules, retention rules, channels and routes that no one has ended.</summary>
    public IEnumerable<Operation> InForce => InForceByTarget.Values;

    public Operation? InForceFor(string target) => InForceByTarget.GetValueOrDefault(target);

    public Operation? PinOf(string zone, string backupId) => InForceFor(OperationTarget.Backup(zone, backupId));

    public IEnumerable<Operation> Schedules => InForce.Where(rule => rule.Kind is OperationKind.SetSchedule);

    public Operation? ScheduleOf(Guid id) => InForceFor(OperationTarget.Schedule(id));

    public IEnumerable<Operation> RetentionRules => InForce.Where(rule => rule.Kind is OperationKind.SetRetention);

    public Operation? RetentionOf(Guid id) => InForceFor(OperationTarget.Retention(id));

    public IEnumerable<Operation> Channels => InForce.Where(rule => rule.Kind is OperationKind.SetChannel);

    public Operation? ChannelOf(Guid id) => InForceFor(OperationTarget.Channel(id));

    /// <summary>In the order in which they were made.</summary>
    public IEnumerable<Operation> Routes => InForce.Where(rule => rule.Kind is OperationKind.SetRoute).OrderBy(rule => rule.Route!.Id);

    public Operation? RouteOf(Guid id) => InForceFor(OperationTarget.Route(id));

    /// <summary>A restore from this backup that is active, or whose content may still be arriving.</summary>
    public Operation? RestoreFrom(string zone, string backupId) =>
        Operations.Values.FirstOrDefault(
            operation => operation.Kind is OperationKind.Restore && operation.Zone == zone && operation.BackupId == backupId
            && (operation.IsActive || operation.IsArriving));

    /// <summary>What takes more than one person. Only the whole journal knows it.</summary>
    public ApprovalPolicy ApprovalPolicy => InForceFor(OperationTarget.Approvals)?.ApprovalPolicy ?? ApprovalPolicy.None;

    /// <summary>Its deletion is under way, or waits: for the end of its grace period, or for another person.</summary>
    public bool IsBeingDeleted(string zone, string backupId) => DeletionOf(zone, backupId) is not null;

    public Operation? DeletionOf(string zone, string backupId) =>
        ActiveFor(OperationTarget.Backup(zone, backupId)) is { Kind: OperationKind.Delete } deletion ? deletion : null;

    /// <summary>A start of which it is not known whether the cloud has begun it.</summary>
    public Operation? UnknownStartOf(string zone, string knowledgeBoxId) =>
        ActiveFor(OperationTarget.Box(zone, knowledgeBoxId)) is { State: OperationState.Unknown } start ? start : null;

    /// <summary>What is being done to a backup: its deletion, or a restore from it.</summary>
    public Operation? ActiveOn(string zone, string backupId) =>
        ActiveFor(OperationTarget.Backup(zone, backupId))
        ?? Active.FirstOrDefault(
            operation => operation.Kind is OperationKind.Restore && operation.Zone == zone && operation.BackupId == backupId);

    /// <summary>With the operations on visible boxes.</summary>
    public JournalSnapshot VisibleTo(Grants grants) => grants.CanViewEverything ? this : _scoped.GetOrAdd(
        grants,
        static (one, whole) => whole with
        {
            Operations = whole.Operations.RemoveRange(
                whole.Operations.Values.Where(operation => !operation.IsVisibleTo(one)).Select(operation => operation.Id)),
            ActiveByTarget = Seen(whole.ActiveByTarget, one),
            InForceByTarget = Seen(whole.InForceByTarget, one),
        },
        this);

    public bool Equals(JournalSnapshot? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Version.GetHashCode();

    public JournalSnapshot With(Operation operation) => this with
    {
        Version = Version + 1,
        Operations = Trimmed(Operations.SetItem(operation.Id, operation)),
        ActiveByTarget = operation.IsActive ? ActiveByTarget.SetItem(operation.Target, operation)
            : ActiveFor(operation.Target)?.Id == operation.Id ? ActiveByTarget.Remove(operation.Target)
            : ActiveByTarget,
        InForceByTarget = operation.State is not OperationState.Succeeded ? InForceByTarget : operation.Kind switch
        {
            OperationKind.Pin or OperationKind.SetGoal or OperationKind.Exempt or OperationKind.SetSchedule
                or OperationKind.SetRetention or OperationKind.SetChannel or OperationKind.SetRoute or OperationKind.SetApprovals =>
                InForceByTarget.SetItem(operation.Target, operation),
            OperationKind.Unpin or OperationKind.ClearGoal or OperationKind.EndExemption or OperationKind.DeleteSchedule
                or OperationKind.DeleteRetention or OperationKind.DeleteChannel or OperationKind.DeleteRoute =>
                InForceByTarget.Remove(operation.Target),
            OperationKind.Start or OperationKind.Delete or OperationKind.Restore => InForceByTarget,
        },
    };

    private ImmutableDictionary<string, Operation> ActiveByTarget { get; init; } = ImmutableDictionary<string, Operation>.Empty;

    private ImmutableDictionary<string, Operation> InForceByTarget { get; init; } = ImmutableDictionary<string, Operation>.Empty;

    private static ImmutableDictionary<string, Operation> Seen(ImmutableDictionary<string, Operation> byTarget, Grants grants) =>
        byTarget.RemoveRange(byTarget.Where(pair => !pair.Value.IsVisibleTo(grants)).Select(pair => pair.Key));

    private static ImmutableDictionary<Guid, Operation> Trimmed(ImmutableDictionary<Guid, Operation> operations)
    {
        if (operations.Count <= MaximumEnded + Slack)
            return operations;

        var ended = operations.Values.Where(operation => !operation.IsActive && !operation.IsArriving).ToList();
        return ended.Count <= MaximumEnded + Slack
            ? operations
            : operations.RemoveRange(
                ended.OrderBy(operation => operation.EndedAt).Take(ended.Count - MaximumEnded).Select(operation => operation.Id));
    }
}
