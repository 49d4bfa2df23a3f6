namespace BackupDashboard.Feeds;

/// <summary>A change of one item, or of all. Applying it twice has the same result.</summary>
public abstract record Change<TItem>
{
    // Of the item; null for a reset.
    internal string? ItemId => this switch
    {
        Upsert<TItem> upsert => upsert.Id,
        Delete<TItem> delete => delete.Id,
        _ => null,
    };
}

internal sealed record Upsert<TItem>(string Id, TItem Item) : Change<TItem>;

internal sealed record Delete<TItem>(string Id) : Change<TItem>;

// Discard what you have: the batch's snapshot is complete. Sent when single changes would be too many.
internal sealed record Reset<TItem> : Change<TItem>;

/// <summary>Cuts what a subscription returns to what its reader is allowed to see.</summary>
/// <param name="shown">The reader's previous snapshot; null for the first.</param>
public delegate Batch<TSnapshot, TItem> Lens<TSnapshot, TItem>(TSnapshot? shown, Batch<TSnapshot, TItem> whole)
    where TSnapshot : class;

/// <summary>The latest snapshot, and the changes since the previous batch.</summary>
public sealed record Batch<TSnapshot, TItem>(TSnapshot Snapshot, IReadOnlyList<Change<TItem>> Changes)
    where TSnapshot : class
{
    public bool IsReset => Changes is [Reset<TItem>];
}
