namespace BackupDashboard.Feeds;

/// <summary>What happened to one item, or to all of them. Applying a change twice gives the same picture.</summary>
public abstract record Change<TItem>;

public sealed record Upsert<TItem>(string Id, TItem Item) : Change<TItem>;

public sealed record Delete<TItem>(string Id) : Change<TItem>;

/// <summary>Forget what you have: the batch's snapshot is the picture. Sent when single changes would be too many.</summary>
public sealed record Reset<TItem> : Change<TItem>;

/// <summary>Cuts what a subscription hands out to what its reader is allowed to see.</summary>
/// <param name="shown">The snapshot that the reader had last; null for the first.</param>
public delegate Batch<TSnapshot, TItem> Lens<TSnapshot, TItem>(TSnapshot? shown, Batch<TSnapshot, TItem> whole)
    where TSnapshot : class;

/// <summary>The latest snapshot, and what led to it since the previous batch.</summary>
public sealed record Batch<TSnapshot, TItem>(TSnapshot Snapshot, IReadOnlyList<Change<TItem>> Changes)
    where TSnapshot : class
{
    public bool IsReset => Changes is [Reset<TItem>];
}
