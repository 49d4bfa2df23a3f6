using System.Collections.Frozen;
using System.Diagnostics;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations.Kinds;

// Everything that distinguishes one kind of operation from the others: its right, what is in its way, its last check, its call, how an
// unknown outcome is settled, and its words. Stateless. A new kind is a new subclass, entered in All.
internal abstract class OperationDefinition
{
    private static readonly FrozenDictionary<OperationKind, OperationDefinition> All =
        new OperationDefinition[]
            {
                new StartBackup(), new DeleteBackup(), new RestoreBackup(), new PinBackup(), new UnpinBackup(), new SetGoal(),
                new ClearGoal(), new ExemptBox(), new EndExemption(), new SetSchedule(), new DeleteSchedule(), new SetRetention(),
                new DeleteRetention(), new SetChannel(), new DeleteChannel(), new SetRoute(), new DeleteRoute(), new SetApprovals(),
            }
            .ToFrozenDictionary(definition => definition.Kind);

    public static OperationDefinition Of(OperationKind kind) => All[kind];

    public abstract OperationKind Kind { get; }

    public abstract Right Right { get; }

    // It waits for OperationsOptions.DeleteGrace before it is sent, and can be undone until then.
    public virtual bool HasGrace => false;

    // What it sets has a unique name, which may be what is in the way.
    public virtual bool IsNamed => false;

    public virtual Operation? InTheWay(Operation intent, JournalSnapshot journal) => null;

    public abstract OperationProblem Obstacle(Operation other);

    public virtual OperationProblem HiddenObstacle(Operation intent) => new Problems.AlreadyRequestedByOthers();

    // What other people approve, in the order in which they read it. What changes any of it voids their approval.
    public virtual IReadOnlyList<ApprovalFact> FactsOf(Operation operation, FactSources sources) =>
        throw new UnreachableException($"Nobody is asked to approve {Kind}.");

    // Checks once more, just before it is sent, what was true when it was requested.
    public virtual Task<OperationProblem?> LastCheckAsync(
        Operation operation, OperationContext context, CancellationToken cancellationToken) =>
        Task.FromResult<OperationProblem?>(null);

    public virtual Task<Counters?> CountBeforeAsync(
        Zone zone, Operation operation, OperationContext context, CancellationToken cancellationToken) =>
        Task.FromResult<Counters?>(null);

    // The call to the cloud. Never repeated.
    public abstract Task<Outcome> SendAsync(Zone zone, Operation operation, OperationContext context, CancellationToken cancellationToken);

    // What an error answer means for this kind; null if it means the same as for all.
    public virtual Outcome? OutcomeOf(Operation operation, NucliaError error) => null;

    // The ids of everything in the zone that this operation may have created or removed.
    public abstract IReadOnlyList<string> Found(Operation operation, ZoneSnapshot zone, Func<string, bool> isClaimed);

    // Its result may be among the entries that cannot be read or have an impossible date.
    public abstract bool MayBeLeftOut(Operation operation, ZoneSnapshot zone);

    // The token does not cover every box: for a box that it does not cover, a missing entry proves nothing.
    public virtual bool MayBeOutOfSight(Operation operation, ZoneSnapshot zone) =>
        !zone.ListsEveryBox && operation.AcceptedAt is null && !zone.HasBox(operation.KnowledgeBoxId);

    // The conclusion follows from a missing entry. One list may be cut short, so a second one has to agree.
    public virtual bool RestsOnAbsence(Outcome outcome) => outcome.State is OperationState.Failed;

    // What was found may be the result of another operation that was given up.
    public virtual bool MayBeAnEarlierOnes(Operation operation, Outcome outcome, JournalSnapshot journal) => false;

    // What it means if looking shows that it was not carried out.
    public abstract string NotApplied { get; }

    public abstract string Title { get; }

    public abstract string Verb { get; }

    public virtual string Succeeded(Operation operation) => $"{Verb}: accepted.";

    public abstract string Result(Operation operation);

    public virtual EventWords Requested(Operation operation) => new(
        $"Requested by {operation.Actor.Name}", operation.IsInGrace ? "Nothing is sent during the grace period." : "");

    public abstract EventWords Success(Operation before, Operation now);

    protected static EventWords AcceptedByTheCloud(Operation now) =>
        new("Accepted by the cloud", $"Its id there is {now.UpstreamId}", IsGood: true);
}

internal sealed record OperationContext(INucliaCommands Cloud, SlugPolicy Slugs, CountersBefore Counters, ZoneMonitor Zones);

internal sealed record EventWords(string Title, string Text, bool IsGood = false);
