namespace BackupDashboard.Backups;

/// <summary>The ticked backups. Independent of the grid's page, order and filters.</summary>
public sealed class Selection
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public int Count => _ids.Count;

    public IReadOnlyList<string> Ids => [.. _ids];

    public bool Has(string id) => _ids.Contains(id);

    public void Set(IEnumerable<string> ids, bool selected)
    {
        if (selected)
            _ids.UnionWith(ids);
        else
            _ids.ExceptWith(ids);
    }

    public void Keep(Func<string, bool> isThere) => _ids.RemoveWhere(id => !isThere(id));

    public void Clear() => _ids.Clear();
}
