using BackupDashboard.Primitives;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace BackupDashboard.Hubs;

/// <summary>What the hub sends. Apply the messages of a zone in order; versions only grow.</summary>
public interface IBackupsClient
{
    Task Changed(ZoneMessage message);
}

/// <summary>A part of the feed of one zone.</summary>
/// <param name="Reset">Discard what is known of the zone before applying the rest.</param>
/// <param name="Failure">Why the zone cannot be read at the moment; null if it can.</param>
/// <param name="GoneSince">Since when the account no longer lists the zone: this is its last snapshot. Null while it does.</param>
public sealed record ZoneMessage(
    string Zone, long Version, DateTimeOffset? AsOf, string? Failure, bool Reset, IReadOnlyList<Backup> Upserts,
    IReadOnlyList<string> Deletes,
    DateTimeOffset? GoneSince);

/// <summary>The live feed for programs and other pages. The dashboard's own pages subscribe in process.</summary>
[Authorize(Policy = Access.Policies.View)]
internal sealed class BackupsHub(HubWatches watches) : Hub<IBackupsClient>
{
    public const string Path = "/hubs/backups";

    /// <summary>Sends the zone's backups, then every change, until <see cref="Unwatch"/> or the end of the connection.</summary>
    public async Task Watch(string? zone)
    {
        // SignalR logs the message: a caller's text must not get into the log.
        if (zone is null || !await watches.StartAsync(Context, zone))
            throw new HubException($"There is no zone '{PlainText.Name(zone ?? "")}' in this account.");
    }

    public Task Unwatch(string zone) => watches.StopAsync(Context.ConnectionId, zone);

    public override Task OnConnectedAsync()
    {
        watches.Admit(Context);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception) => watches.StopAllAsync(Context);
}
