using BackupDashboard.Access;
using BackupDashboard.Feeds;
using BackupDashboard.Zones;

namespace BackupDashboard.Hubs;

internal sealed class ZoneStream(string zone, IBackupsClient client, Func<Grants> grantsNow)
{
    private const int ItemsPerMessage = 200;

    private ZoneSnapshot _told = null!;

    public string Zone => zone;

    public Task BeginAsync(ZoneSnapshot snapshot) => ResetAsync(snapshot);

    public async Task<bool> GoOnAsync(Batch<ZoneSnapshot, Backup> batch)
    {
        if (!grantsNow().CanViewZone(zone))
        {
            await EndAsync("The zone may not be viewed any more.");
            return false;
        }

        if (batch.IsReset)
            await ResetAsync(batch.Snapshot);
        else
            await TellAsync(batch.Snapshot, batch.Changes);
        _told = batch.Snapshot;
        return true;
    }

    public Task EndAsync(string why) => client.Changed(Message(_told, reset: false, [], []) with { Failure = why });

    private async Task TellAsync(ZoneSnapshot seen, IReadOnlyList<Change<Backup>> changes)
    {
        string[] deletes = [.. changes.OfType<Delete<Backup>>().Select(delete => delete.Id)];
        var upserts = changes.OfType<Upsert<Backup>>().Select(upsert => upsert.Item);
        foreach (var chunk in upserts.Chunk(ItemsPerMessage).DefaultIfEmpty([]))
        {
            await client.Changed(Message(seen, reset: false, chunk, deletes));
            deletes = [];
        }
    }

    private async Task ResetAsync(ZoneSnapshot seen)
    {
        _told = seen;
        await client.Changed(Message(seen, reset: true, [], []));
        foreach (var chunk in seen.Backups.Values.Chunk(ItemsPerMessage))
            await client.Changed(Message(seen, reset: false, chunk, []));
    }

    private ZoneMessage Message(ZoneSnapshot snapshot, bool reset, IReadOnlyList<Backup> upserts, IReadOnlyList<string> deletes) =>
        new(zone, snapshot.Version, snapshot.AsOf, snapshot.Failure?.Error.Detail, reset, upserts, deletes, snapshot.GoneSince);
}
