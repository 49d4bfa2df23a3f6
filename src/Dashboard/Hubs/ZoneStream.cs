using BackupDashboard.Access;
using BackupDashboard.Feeds;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.SignalR;

namespace BackupDashboard.Hubs;

// What one client hears of one zone.
internal sealed class ZoneStream(
    string zone, ZoneMessages messages, Func<Grants> grantsNow, Func<SerializedHubMessage, CancellationToken, ValueTask> send)
{
    private ZoneSnapshot _told = null!;

    public string Zone => zone;

    public Task BeginAsync(ZoneSnapshot snapshot, CancellationToken cancellationToken)
    {
        _told = snapshot;
        return SendAsync(messages.Whole(snapshot), cancellationToken);
    }

    public async Task<bool> GoOnAsync(Batch<ZoneSnapshot, Backup> batch, CancellationToken cancellationToken)
    {
        if (!grantsNow().CanViewZone(zone))
        {
            await EndAsync("The zone can no longer be viewed.", cancellationToken);
            return false;
        }

        await SendAsync(batch.IsReset ? messages.Whole(batch.Snapshot) : messages.Changes(_told.Version, batch), cancellationToken);
        _told = batch.Snapshot;
        return true;
    }

    public Task EndAsync(string why, CancellationToken cancellationToken) => SendAsync([ZoneMessages.End(_told, why)], cancellationToken);

    private async Task SendAsync(IEnumerable<SerializedHubMessage> all, CancellationToken cancellationToken)
    {
        foreach (var message in all)
            await send(message, cancellationToken);
    }
}
