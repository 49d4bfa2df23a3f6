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

    /// <summary>Writes the intent, unless an active operation has the same target.</summary>
    /// <returns>That operation; null when the intent was written.</returns>
    public Task<Operation?> TryAddAsync(Operation intent, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Operation? active = null;
        _feed.Update(current =>
        {
            active = current.ActiveFor(intent.Target);
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
