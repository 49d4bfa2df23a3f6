using System.Collections.Immutable;
using BackupDashboard.Live;

namespace BackupDashboard.Operations;

/// <summary>
/// The list of operations: intent first, outcome after. Holds them in memory, the latest <see cref="MaximumEnded"/> ended ones
/// and every active one; its methods are asynchronous because a journal writes before it answers.
/// </summary>
public sealed class Journal(TimeProvider time)
{
    public const int MaximumEnded = 1000;

    private readonly Feed<JournalSnapshot, Operation> _feed = new(JournalSnapshot.Empty, time);

    public JournalSnapshot Current => _feed.Current;

    public Subscription<JournalSnapshot, Operation> Subscribe() => _feed.Subscribe();

    /// <summary>Writes the intent, unless an active operation is in its way. Decided where it is written, so that two can not pass each other.</summary>
    /// <returns>That operation; null when the intent was written.</returns>
    public Task<Operation?> TryAddAsync(Operation intent, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Operation? active = null;
        _feed.Update(current =>
        {
            active = current.InTheWayOf(intent);
            return active is null ? (current.With(intent, MaximumEnded), [Changed(intent)]) : (current, []);
        });
        return Task.FromResult(active);
    }

    /// <returns>The operation after the change.</returns>
    public Task<Operation> UpdateAsync(Guid id, Func<Operation, Operation> change, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Operation? changed = null;
        _feed.Update(current =>
        {
            changed = change(current.Operations[id]);
            return (current.With(changed, MaximumEnded), [Changed(changed)]);
        });
        return Task.FromResult(changed!);
    }

    private static Upsert<Operation> Changed(Operation operation) => new(operation.Id.ToString(), operation);
}

/// <summary>An immutable picture of the journal.</summary>
public sealed record JournalSnapshot(long Version, ImmutableDictionary<Guid, Operation> Operations)
{
    public static JournalSnapshot Empty { get; } = new(0, ImmutableDictionary<Guid, Operation>.Empty);

    public IEnumerable<Operation> Active => Operations.Values.Where(operation => operation.IsActive);

    public Operation? Find(Guid id) => Operations.GetValueOrDefault(id);

    public Operation? ActiveFor(string target) => Active.FirstOrDefault(operation => operation.Target == target);

    /// <summary>The same target; or the deletion of what is being restored, and the reverse.</summary>
    public Operation? InTheWayOf(Operation intent) => Active.FirstOrDefault(operation =>
        operation.Target == intent.Target
        || (operation.Zone == intent.Zone && operation.BackupId is not null && operation.BackupId == intent.BackupId && operation.Kind != intent.Kind));

    /// <summary>Backups of a box that the cloud has begun and that no list has shown since.</summary>
    public IEnumerable<string> BegunBackupsOf(string zone, string knowledgeBoxId, DateTimeOffset? listedAt) =>
        Operations.Values
            .Where(operation => operation is { Kind: OperationKind.Start, State: OperationState.Succeeded, UpstreamId: not null })
            .Where(operation => operation.Zone == zone && operation.KnowledgeBoxId == knowledgeBoxId && !(operation.EndedAt < listedAt))
            .Select(operation => operation.UpstreamId!);

    /// <summary>A restore from this backup that is asked for, or whose content may still be arriving.</summary>
    public Operation? RunningRestoreFrom(string zone, string backupId) =>
        Operations.Values.FirstOrDefault(operation => operation.Kind is OperationKind.Restore && operation.Zone == zone && operation.BackupId == backupId
            && (operation.IsActive || operation is { State: OperationState.Succeeded, QuietAt: null }));

    /// <summary>What is being done to a backup: its deletion, or a restore from it.</summary>
    public Operation? ActiveOn(string zone, string backupId) =>
        Active.FirstOrDefault(operation => operation.Zone == zone && operation.BackupId == backupId);

    public Operation? ActiveRestoreFrom(string zone, string backupId) =>
        Active.FirstOrDefault(operation => operation.Kind is OperationKind.Restore && operation.Zone == zone && operation.BackupId == backupId);

    /// <summary>Slugs that restores have asked for and that no list shows yet.</summary>
    public IReadOnlySet<string> ReservedSlugs =>
        Active.Select(operation => operation.NewBox?.Slug).OfType<string>().ToHashSet(StringComparer.Ordinal);

    public JournalSnapshot With(Operation operation, int maximumEnded)
    {
        var operations = Operations.SetItem(operation.Id, operation);
        if (operations.Count > maximumEnded && operations.Values.Where(other => !other.IsActive).MinBy(other => other.EndedAt) is { } oldest)
            operations = operations.Remove(oldest.Id);
        return new JournalSnapshot(Version + 1, operations);
    }
}
