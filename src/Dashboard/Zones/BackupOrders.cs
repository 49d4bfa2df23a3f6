using System.Collections.Concurrent;

namespace BackupDashboard.Zones;

// The orders of one set of backups, as arrays: a page is a slice of one, and a filter walks one. Nothing is sorted for a single reader,
// except running backups by their duration, which are few.
internal sealed class BackupOrders
{
    private const int MaximumFiltered = 64;

    private readonly BackupSet _set;
    private readonly Derived<BackupOrder, Backup[]> _orders;
    private readonly ConcurrentDictionary<(BackupOrder, int, string), Backup[]> _filtered = new();

    public BackupOrders(BackupSet set)
        : this(set, new Derived<BackupOrder, Backup[]>())
    {
    }

    private BackupOrders(BackupSet set, Derived<BackupOrder, Backup[]> orders) => (_set, _orders) = (set, orders);

    public BackupOrders Next(BackupSet set, SetChanges changes) =>
        new(set, _orders.Next((order, before) => Merged(order, before, changes)));

    public (IReadOnlyList<Backup> Rows, int Total) Page(
        BackupFilter filter, BackupOrder order, int skipped, int size, DateTimeOffset now)
    {
        var backups = WithRunning(order, filter, Chosen(order, filter), now);
        return filter.Search == ""
            ? (Slice(backups, skipped, size), backups.Count)
            : Found(backups, filter, skipped, size);
    }

    private static Backup[] Slice(IReadOnlyList<Backup> backups, int skipped, int size)
    {
        var rows = new Backup[Math.Clamp(backups.Count - skipped, 0, size)];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = backups[skipped + row];
        return rows;
    }

    private static (IReadOnlyList<Backup> Rows, int Total) Found(IReadOnlyList<Backup> backups, BackupFilter filter, int skipped, int size)
    {
        // An order into which running backups are merged at each moment is no array, and rarely searched; that of some days is made anew.
        var found = backups is Backup[] ordered && !filter.HasDays
            ? SearchKeys.Of(ordered).Find(filter.Search).Select(place => ordered[place])
            : backups.Where(filter.Finds);
        var (rows, total) = (new List<Backup>(Math.Min(size, backups.Count)), 0);
        foreach (var backup in found)
        {
            if (total >= skipped && rows.Count < size)
                rows.Add(backup);
            total++;
        }

        return (rows, total);
    }

    private Backup[] InOrder(BackupOrder order) => _orders.Get(order, one =>
    {
        var backups = _set.Values.Where(backup => HasPlace(one, backup)).ToArray();
        Array.Sort(backups, one.At(default));
        return backups;
    });

    private Backup[] Chosen(BackupOrder order, BackupFilter filter)
    {
        var chosen = OfStateAndBox(order, filter);
        return filter.HasDays ? Array.FindAll(chosen, filter.HasDayOf) : chosen;
    }

    private Backup[] OfStateAndBox(BackupOrder order, BackupFilter filter)
    {
        var all = InOrder(order);
        if (filter is { States.Count: 0, Box: "" })
            return all;

        var key = (order, filter.StateBits, filter.Box);
        if (_filtered.TryGetValue(key, out var known))
            return known;

        var chosen = Array.FindAll(all, filter.HasStateAndBoxOf);
        if (_filtered.Count < MaximumFiltered)
            _filtered[key] = chosen;
        return chosen;
    }

    private IReadOnlyList<Backup> WithRunning(BackupOrder order, BackupFilter filter, Backup[] placed, DateTimeOffset now)
    {
        if (!order.DependsOnTime || _set.Unfinished.Count == 0)
            return placed;

        var comparer = order.At(now);
        Backup[] running = [.. _set.Unfinished.Where(filter.HasStateAndBoxOf).Where(filter.HasDayOf).Order(comparer)];
        return running.Length == 0 ? placed : new MergedBackups(placed, running, comparer);
    }

    private static bool HasPlace(BackupOrder order, Backup backup) => backup.IsCompleted || !order.DependsOnTime;

    // Copies what lies between two changes as a block.
    private static Backup[] Merged(BackupOrder order, Backup[] before, SetChanges changes)
    {
        var comparer = order.At(default);
        Backup[] removed = [.. changes.Removed.Where(backup => HasPlace(order, backup)).Order(comparer)];
        Backup[] added = [.. changes.Added.Where(backup => HasPlace(order, backup)).Order(comparer)];
        var after = new Backup[before.Length - removed.Length + added.Length];
        var (from, to, gone, come) = (0, 0, 0, 0);
        while (gone < removed.Length || come < added.Length)
        {
            var isGone = come == added.Length || (gone < removed.Length && comparer.Compare(removed[gone], added[come]) <= 0);
            var next = isGone ? removed[gone++] : added[come++];
            var place = Array.BinarySearch(before, from, before.Length - from, next, comparer);
            var block = (place < 0 ? ~place : place) - from;
            Array.Copy(before, from, after, to, block);
            (from, to) = (from + block, to + block);
            if (isGone)
                from++;
            else
                after[to++] = next;
        }

        Array.Copy(before, from, after, to, before.Length - from);
        return after;
    }
}
