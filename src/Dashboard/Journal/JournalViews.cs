using BackupDashboard.Access;
using BackupDashboard.Feeds;

namespace BackupDashboard.Journal;

/// <summary>The journal as one viewer is allowed to see it: the only door for pages and endpoints.</summary>
public sealed class JournalViews(OperationJournal journal)
{
    public JournalSnapshot Of(Grants viewer) => journal.Current.VisibleTo(viewer);

    public Subscription<JournalSnapshot, Operation> Subscribe(Grants viewer) => journal.Subscribe((_, whole) => new(
        whole.Snapshot.VisibleTo(viewer),
        viewer.CanViewEverything ? whole.Changes : [.. whole.Changes.Where(change => change is not Upsert<Operation> upsert
            || upsert.Item.IsVisibleTo(viewer))]));

    /// <summary>Also one that ended so long ago that it is not held in memory.</summary>
    /// <returns>Null if there is none, or it is not visible.</returns>
    public async Task<Operation?> FindAsync(Guid id, Grants viewer, CancellationToken cancellationToken) =>
        await journal.FindAsync(id, cancellationToken) is { } operation && operation.IsVisibleTo(viewer) ? operation : null;

    /// <summary>The states of an operation after each change, the oldest first.</summary>
    /// <returns>Empty for an operation that is not visible.</returns>
    public async Task<IReadOnlyList<(DateTimeOffset At, Operation Operation)>> StoryAsync(
        Guid id, Grants viewer, CancellationToken cancellationToken) =>
        await journal.StoryAsync(id, cancellationToken) is [.., var (_, latest)] story && latest.IsVisibleTo(viewer) ? story : [];
}
