using BackupDashboard.Nuclia;

namespace BackupDashboard.Zones;

// The lists of knowledge boxes and of agents, as they were last read. All is the same list for as long as neither has changed.
internal sealed class BoxLists
{
    private readonly Dictionary<KnowledgeBoxMode, ListMemory<KnowledgeBoxItem>> _memories = [];
    private readonly SortedDictionary<KnowledgeBoxMode, IReadOnlyList<KnowledgeBox>> _lists = [];
    private IReadOnlyList<KnowledgeBox>? _all;

    public IReadOnlyList<KnowledgeBox> All => _all ??= [.. _lists.Values.SelectMany(list => list)];

    public ListMemory<KnowledgeBoxItem> MemoryOf(KnowledgeBoxMode mode)
    {
        if (!_memories.TryGetValue(mode, out var memory))
            _memories[mode] = memory = new ListMemory<KnowledgeBoxItem>();
        return memory;
    }

    public void Use(KnowledgeBoxMode mode, Listing<KnowledgeBoxItem> listing)
    {
        if (listing.IsUnchanged)
            return;

        var fresh = listing.Select(item => new KnowledgeBox(item.Id, item.Slug, item.Title, mode is KnowledgeBoxMode.Agents));
        _lists[mode] = listing.Update is { } update
            ? Updated(_lists[mode], fresh, update)
            : [.. fresh.DistinctBy(box => box.Id, StringComparer.Ordinal)];
        _all = null;

        // An id that is listed twice is more than the memory can describe.
        if (_lists[mode].Count < (listing.Update?.Total ?? listing.Count))
            MemoryOf(mode).Forget();
    }

    private static KnowledgeBox[] Updated(IReadOnlyList<KnowledgeBox> before, IEnumerable<KnowledgeBox> fresh, ListUpdate update)
    {
        var boxes = before.ToDictionary(box => box.Id, StringComparer.Ordinal);
        foreach (var id in update.Dropped)
            boxes.Remove(id);
        foreach (var box in fresh)
            boxes[box.Id] = box;
        return [.. boxes.Values];
    }
}
