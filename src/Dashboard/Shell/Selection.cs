namespace BackupDashboard.Shell;

/// <summary>The ticked rows of a table. Independent of its page, order and filters.</summary>
public sealed class Selection<T>
    where T : notnull
{
    private readonly HashSet<T> _ids = [];

    /// <summary>Grows whenever another row is ticked, or one no longer is.</summary>
    public int Changes { get; private set; }

    public int Count => _ids.Count;

    public IReadOnlyList<T> Ids => [.. _ids];

    public bool Has(T id) => _ids.Contains(id);

    public void Set(IEnumerable<T> ids, bool selected)
    {
        if (selected)
            _ids.UnionWith(ids);
        else
            _ids.ExceptWith(ids);
        Changes++;
    }

    public void Keep(Func<T, bool> isThere) => Changes += _ids.RemoveWhere(id => !isThere(id));

    public void Clear()
    {
        _ids.Clear();
        Changes++;
    }
}
