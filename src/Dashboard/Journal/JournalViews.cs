using BackupDashboard.Access;
using BackupDashboard.Feeds;

namespace BackupDashboard.Journal;

/// <summary>The journal as one viewer is allowed to see it: the only door for pages and endpoints.</summary>
public sealed class JournalViews(OperationJournal journal)
{
    public JournalSnapshot Of(Grants viewer) => journal.Current.SeenBy(viewer);

    public Subscription<JournalSnapshot, Operation> Subscribe(Grants viewer) => journal.Subscribe((_, whole) => new(
        whole.Snapshot.SeenBy(viewer),
        viewer.SeesEverything ? whole.Changes : [.. whole.Changes.Where(change => change is not Upsert<Operation> upsert || upsert.Item.IsSeenBy(viewer))]));

    /// <summary>Also one that ended so long ago that it is not held in memory.</summary>
    /// <returns>Null when there is none, or none that is visible.</returns>
    public async Task<Operation?> FindAsync(Guid id, Grants viewer, CancellationToken cancellation) =>
        await journal.FindAsync(id, cancellation) is { } operation && operation.IsSeenBy(viewer) ? operation : null;

    /// <summary>Everything that happened to an operation, the oldest first: how it was from each moment on.</summary>
    /// <returns>Empty for an operation that is not visible.</returns>
    public async Task<IReadOnlyList<(DateTimeOffset At, Operation Operation)>> StoryAsync(Guid id, Grants viewer, CancellationToken cancellation) =>
        await journal.StoryAsync(id, cancellation) is [.., var (_, latest)] story && latest.IsSeenBy(viewer) ? story : [];
}
