using BackupDashboard.Feeds;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Zones;

/// <summary>What a subscriber knows: the initial snapshot, and every batch applied to it as the contract says.</summary>
internal sealed class Picture(ZoneSnapshot initial)
{
    private Dictionary<string, Backup> _backups = new(initial.Backups);

    public ZoneSnapshot Latest { get; private set; } = initial;

    public int Batches { get; private set; }

    public int Resets { get; private set; }

    public bool IsTrue => _backups.Count == Latest.Backups.Count && !_backups.Except(Latest.Backups).Any();

    public void Apply(Batch<ZoneSnapshot, Backup> batch)
    {
        Batches++;
        Latest = batch.Snapshot;
        if (batch.IsReset)
        {
            Resets++;
            _backups = new(batch.Snapshot.Backups);
            return;
        }

        foreach (var change in batch.Changes)
        {
            switch (change)
            {
                case Upsert<Backup> upsert: _backups[upsert.Id] = upsert.Item; break;
                case Delete<Backup> delete: _backups.Remove(delete.Id); break;
                default: throw new InvalidOperationException("A reset comes alone.");
            }
        }
    }
}
