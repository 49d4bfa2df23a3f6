namespace BackupDashboard.Sandbox.Cloud;

internal sealed class BackupCommands(CloudState state)
{
    public Guid? Create(CloudZone zone, Guid boxId)
    {
        lock (state.Gate)
        {
            if (zone.Box(boxId) is not { HasContent: true } box)
                return null;

            var now = state.Now();
            var bytes = box.BytesAt(now);
            var backup = new CloudBackup(Guid.NewGuid(), box.Identity, now.Now, box.CountersAt(now), bytes)
            {
                FinishesAt = now.Work + Pace.Backup(bytes),
            };
            zone.Put(backup);
            return backup.Id;
        }
    }

    // Its objects are gone immediately, even under a restore that reads them.
    public bool Delete(CloudZone zone, Guid backupId)
    {
        lock (state.Gate)
        {
            if (!zone.RemoveBackup(backupId))
                return false;

            var now = state.Now();
            foreach (var box in zone.Boxes.Where(box => box.Arrival?.BackupId == backupId).ToList())
                zone.Put(box.CutOffAt(now));
            return true;
        }
    }

    public bool Finish(Guid backupId)
    {
        lock (state.Gate)
        {
            var zone = state.Zones.FirstOrDefault(zone => zone.Backup(backupId) is not null);
            if (zone?.Backup(backupId) is not { } backup)
                return false;

            var now = state.Now();
            zone.Put(backup with { Finished = backup.FinishedBy(now) ?? now.Now });
            return true;
        }
    }

    public bool DeleteBox(CloudZone zone, Guid boxId) => state.Read(() => zone.RemoveBox(boxId));
}
