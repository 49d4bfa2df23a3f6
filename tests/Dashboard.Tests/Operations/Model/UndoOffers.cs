namespace BackupDashboard.Tests.Operations.Model;

/// <summary>
/// What people were promised, as the model counts it: for how long each operation could be undone, and what they have said of it.
/// </summary>
internal sealed class UndoOffers(ModelCloud cloud)
{
    private readonly Dictionary<Guid, TimeSpan> _offered = [];
    private readonly Dictionary<Guid, int> _undoneAt = [];
    private readonly Dictionary<Guid, int> _released = [];

    /// <summary>An older database was put back.</summary>
    public bool IsOlder { get; set; }

    public void Begin(Guid id) => _offered[id] = TimeSpan.Zero;

    /// <summary>Time in which an undo would have been written.</summary>
    public void Passed(TimeSpan time)
    {
        foreach (var id in _offered.Keys)
            _offered[id] += time;
    }

    /// <summary>A new process: nothing that was offered before counts.</summary>
    public void BeginAnew()
    {
        foreach (var id in _offered.Keys)
            _offered[id] = TimeSpan.Zero;
    }

    public TimeSpan OfferedFor(Guid id) => _offered[id];

    public void Undone(Guid id) => _undoneAt[id] = cloud.Calls.Count;

    /// <summary>Someone wants it after all, whatever was said of it in a journal that is lost.</summary>
    public void Released(Guid id)
    {
        Begin(id);
        _undoneAt.Remove(id);
        _released[id] = ReleasesOf(id) + 1;
    }

    public int ReleasesOf(Guid id) => _released.GetValueOrDefault(id);

    public bool IsSentAfterItsUndo(Guid id) =>
        _undoneAt.TryGetValue(id, out var calls) && cloud.Calls.Skip(calls).Any(call => call.By == id);
}
