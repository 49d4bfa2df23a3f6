namespace BackupDashboard.Sandbox.Cloud;

internal sealed class RestoreCommand(CloudState state)
{
    private int _refusedAsUnfinished;

    public RestoreOutcome Run(CloudZone zone, Guid backupId, string slug, string title)
    {
        lock (state.Gate)
        {
            var now = state.Now();
            if (zone.Backup(backupId) is not { } backup)
                return new RestoreOutcome.UnknownBackup();
            if (backup.FinishedBy(now) is null)
                return new RestoreOutcome.StillInProgress(AsTooManyRequests: _refusedAsUnfinished++ % 2 == 1);
            if (state.IsTaken(slug))
                return new RestoreOutcome.SlugTaken(slug);

            var limit = state.Account.MaxKnowledgeBoxes;
            if (state.Count(box => box.Kind == BoxKind.KnowledgeBox) >= limit)
                return new RestoreOutcome.LimitReached(limit);

            // Last, so that only a request that would then succeed has to wait for the slot.
            if (now.Work < state.CreatingUntil)
                return new RestoreOutcome.AnotherBoxIsBeingCreated();

            state.CreatingUntil = now.Work + Pace.CreationSlot;
            var identity = new BoxIdentity(Guid.NewGuid(), slug, title, now.Now);
            zone.Put(new CloudBox(identity, BoxKind.KnowledgeBox, backup.Counters, backup.Bytes)
            {
                Arrival = new Arrival(backupId, now.Work, Pace.Restore(backup.Bytes)),
            });
            return new RestoreOutcome.Started(identity.Id);
        }
    }
}
