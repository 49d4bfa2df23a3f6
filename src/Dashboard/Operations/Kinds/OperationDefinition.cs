using System.Collections.Frozen;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations.Kinds;

/// <summary>
/// Everything that distinguishes one kind of operation from the others: its right, what is in its way, its last check, its call, how an unknown outcome is
/// settled, and its words. Stateless. A new kind is a new subclass, entered in <see cref="All"/>.
/// </summary>
internal abstract class OperationDefinition
{
    private static readonly FrozenDictionary<OperationKind, OperationDefinition> All =
        new OperationDefinition[] { new StartBackup(), new DeleteBackup(), new RestoreBackup(), new PinBackup(), new UnpinBackup() }
            .ToFrozenDictionary(definition => definition.Kind);

    public static OperationDefinition Of(OperationKind kind) => All[kind];

    public abstract OperationKind Kind { get; }

    public abstract Right Right { get; }

    /// <summary>It waits for <see cref="OperationsOptions.DeleteGrace"/> before it is sent, and can be undone until then.</summary>
    public virtual bool HasGrace => false;

    /// <summary>What is in its way besides an active operation with the same target.</summary>
    public virtual Operation? InTheWay(Operation intent, JournalSnapshot journal) => null;

    /// <summary>Why <paramref name="other"/>, which is of another kind, is in its way.</summary>
    public abstract OperationProblem Obstacle(Operation other);

    /// <summary>Why something is in its way that its requester is not allowed to see.</summary>
    public virtual OperationProblem HiddenObstacle(Operation intent) => Problems.AlreadyRequestedByOthers;

    /// <summary>Checks once more, just before it is sent, what was true when it was requested.</summary>
    public virtual Task<OperationProblem?> LastCheckAsync(Operation operation, OperationContext context, CancellationToken cancellationToken) =>
        Task.FromResult<OperationProblem?>(null);

    /// <summary>What the box holds just before the call, for kinds that need it.</summary>
    public virtual Task<Counters?> CountBeforeAsync(Zone zone, Operation operation, OperationContext context, CancellationToken cancellationToken) =>
        Task.FromResult<Counters?>(null);

    /// <summary>The call to the cloud. Never repeated.</summary>
    public abstract Task<Outcome> SendAsync(Zone zone, Operation operation, OperationContext context, CancellationToken cancellationToken);

    /// <summary>What an error answer means for this kind; null if it means the same as for all.</summary>
    public virtual Outcome? OutcomeOf(Operation operation, NucliaError error) => null;

    /// <summary>The ids of everything in the zone that this operation may have created or removed.</summary>
    /// <param name="isClaimed">Whether it belongs to another operation.</param>
    public abstract IReadOnlyList<string> Found(Operation operation, ZoneSnapshot zone, Func<string, bool> isClaimed);

    /// <summary>Its result may be among the entries that cannot be read or have an impossible date.</summary>
    public abstract bool MayBeLeftOut(Operation operation, ZoneSnapshot zone);

    /// <summary>The token does not cover every box: for a box that it does not cover, a missing entry proves nothing.</summary>
    public virtual bool MayBeOutOfSight(Operation operation, ZoneSnapshot zone) =>
        !zone.ListsEveryBox && operation.AcceptedAt is null && !zone.HasBox(operation.KnowledgeBoxId);

    /// <summary>The conclusion follows from a missing entry. One list may be cut short, so a second one has to agree.</summary>
    public virtual bool RestsOnAbsence(Outcome outcome) => outcome.State is OperationState.Failed;

    /// <summary>What was found may be the result of another operation that was given up.</summary>
    public virtual bool MayBeAnEarlierOnes(Operation operation, Outcome outcome, JournalSnapshot journal) => false;

    /// <summary>Why it failed if polling shows that it was not applied.</summary>
    public abstract OperationProblem NotApplied { get; }

    /// <summary>In lists: "Delete a backup".</summary>
    public abstract string Title { get; }

    /// <summary>In sentences about active ones: "Deleting".</summary>
    public abstract string Verb { get; }

    /// <summary>A sentence about one that has succeeded.</summary>
    public virtual string Succeeded(Operation operation) => $"{Verb}: accepted.";

    /// <summary>The result of one that has succeeded.</summary>
    public abstract string Result(Operation operation);

    /// <summary>The first event of its story.</summary>
    public virtual EventWords Requested(Operation operation) => new(
        $"Asked for by {operation.Actor.Name}", operation.IsInGrace ? "Nothing is sent during the grace period." : "");

    /// <summary>Its success in its story.</summary>
    /// <param name="before">The operation before it succeeded.</param>
    public abstract EventWords Success(Operation before, Operation now);

    protected static EventWords AcceptedByTheCloud(Operation now) => new("Accepted by the cloud", $"Its id there is {now.UpstreamId}", IsGood: true);
}

internal sealed record OperationContext(INucliaCommands Cloud, SlugPolicy Slugs, CountersBefore Counters);

/// <summary>One event of an operation's story.</summary>
/// <param name="Text">Why, or with what result; empty when the title says it all.</param>
internal sealed record EventWords(string Title, string Text, bool IsGood = false);
