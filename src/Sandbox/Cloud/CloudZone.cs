namespace BackupDashboard.Sandbox.Cloud;

// One zone's boxes and backups. Touched only under the lock of CloudState.
internal sealed class CloudZone(Guid id, string slug, string title, string provider)
{
    private readonly Dictionary<Guid, CloudBox> _boxes = [];
    private readonly Dictionary<string, Guid> _bySlug = [];
    private readonly Dictionary<Guid, CloudBackup> _backups = [];
    private CloudBox[]? _boxList;
    private CloudBackup[]? _backupList;

    public Guid Id => id;

    public string Slug => slug;

    public string Title => title;

    public string Provider => provider;

    // Known once the zone's server has a port.
    public Uri? Origin { get; set; }

    // The lists are returned and serialized outside the lock, so they are replaced on change, never altered.
    public IReadOnlyList<CloudBox> Boxes => _boxList ??= [.. _boxes.Values];

    public IReadOnlyList<CloudBackup> Backups => _backupList ??= [.. _backups.Values];

    public CloudBox? Box(Guid boxId) => _boxes.GetValueOrDefault(boxId);

    public CloudBox? Box(string boxSlug) => _bySlug.TryGetValue(boxSlug, out var boxId) ? _boxes[boxId] : null;

    public CloudBackup? Backup(Guid backupId) => _backups.GetValueOrDefault(backupId);

    public void Put(CloudBox box)
    {
        _boxes[box.Identity.Id] = box;
        _bySlug[box.Identity.Slug] = box.Identity.Id;
        _boxList = null;
    }

    public void Put(CloudBackup backup)
    {
        _backups[backup.Id] = backup;
        _backupList = null;
    }

    public bool RemoveBox(Guid boxId)
    {
        if (!_boxes.Remove(boxId, out var box))
            return false;

        _bySlug.Remove(box.Identity.Slug);
        _boxList = null;
        return true;
    }

    public bool RemoveBackup(Guid backupId)
    {
        if (!_backups.Remove(backupId))
            return false;

        _backupList = null;
        return true;
    }
}
