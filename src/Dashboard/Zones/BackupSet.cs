using System.Collections;
using System.Diagnostics.CodeAnalysis;
using BackupDashboard.Access;
using BackupDashboard.Feeds;

namespace BackupDashboard.Zones;

/// <summary>
/// The backups of a zone, by id. Immutable. What readers need of it (orders, groups, parts for a viewer) is made once, shared by all of
/// them, and carried over to the next set by merging the changes in.
/// </summary>
public sealed class BackupSet : IReadOnlyDictionary<string, Backup>
{
    private static long _made;

    private readonly Dictionary<string, Backup> _byId;
    private readonly Derived<(Grants Viewer, string Zone), BackupSet> _visible = new();
    private readonly BackupOrders _orders;
    private readonly Int128 _size;
    private BackupGroups? _groups;

    public BackupSet(IEnumerable<Backup> backups)
    {
        // Not ToDictionary: an id that the cloud lists twice must not fail the poll.
        _byId = new Dictionary<string, Backup>(backups.TryGetNonEnumeratedCount(out var count) ? count : 0, StringComparer.Ordinal);
        foreach (var backup in backups)
            _byId[backup.Id] = backup;
        Unfinished = [.. _byId.Values.Where(backup => !backup.IsCompleted)];
        foreach (var backup in _byId.Values)
            _size += SizeOf(backup);
        _orders = new BackupOrders(this);
    }

    private BackupSet(BackupSet before, Dictionary<string, Backup> byId, SetChanges changes)
    {
        _byId = byId;
        Unfinished = [.. changes.AppliedTo(before.Unfinished).Where(backup => !backup.IsCompleted)];
        _size = before._size;
        foreach (var backup in changes.Removed)
            _size -= SizeOf(backup);
        foreach (var backup in changes.Added)
            _size += SizeOf(backup);
        _orders = before._orders.Next(this, changes);
        _groups = before._groups?.Next(changes);
        _visible = before._visible.Next((view, visible) => visible.With(changes.VisibleTo(view.Viewer, view.Zone)));
    }

    public static BackupSet Empty { get; } = new([]);

    /// <summary>No two sets of this process have the same.</summary>
    public long Version { get; } = Interlocked.Increment(ref _made);

    /// <summary>In progress or stalled.</summary>
    public IReadOnlyList<Backup> Unfinished { get; }

    /// <summary>Bytes. Unknown sizes count as nothing.</summary>
    public long TotalSize => (long)Int128.Min(_size, long.MaxValue);

    public int Count => _byId.Count;

    public IEnumerable<string> Keys => _byId.Keys;

    public IEnumerable<Backup> Values => _byId.Values;

    internal BackupGroups Groups => _groups ??= new BackupGroups(Values);

    public Backup this[string key] => _byId[key];

    public bool ContainsKey(string key) => _byId.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Backup value) => _byId.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, Backup>> GetEnumerator() => _byId.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A part of the backups that a filter leaves, in an order, and how many it leaves.</summary>
    /// <param name="now">Gives running backups their duration.</param>
    public (IReadOnlyList<Backup> Rows, int Total) Page(
        BackupFilter filter, BackupOrder order, int skipped, int size, DateTimeOffset now) =>
        _orders.Page(filter, order, skipped, size, now);

    /// <returns>This set, if nothing changes.</returns>
    public BackupSet With(IReadOnlyList<Change<Backup>> changes)
    {
        if (changes.Count == 0)
            return this;

        var byId = new Dictionary<string, Backup>(_byId, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (change is Upsert<Backup> upsert)
                byId[upsert.Id] = upsert.Item;
            else if (change is Delete<Backup> delete)
                byId.Remove(delete.Id);
        }

        // Merging pays only while most of it stays.
        return changes.Count > _byId.Count / 2
            ? new BackupSet(byId.Values)
            : new BackupSet(this, byId, SetChanges.Of(changes, _byId, byId));
    }

    /// <summary>The visible ones.</summary>
    public BackupSet VisibleTo(Grants viewer, string zone) => _visible.Get(
        (viewer, zone), view => new BackupSet(Values.Where(backup => view.Viewer.CanView(view.Zone, backup.Slug))));

    private static long SizeOf(Backup backup) => Math.Max(0, backup.Size ?? 0);
}
