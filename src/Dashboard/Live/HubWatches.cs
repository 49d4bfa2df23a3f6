using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace BackupDashboard.Live;

/// <summary>The subscriptions that hub connections hold: at most one for each connection and zone.</summary>
public sealed class HubWatches(ZoneWatchers zones, IHubContext<BackupsHub, IBackupsClient> hub, ILogger<HubWatches> logger)
{
    /// <summary>Keeps one message well below the size that a client accepts.</summary>
    private const int ItemsPerMessage = 200;

    private readonly ConcurrentDictionary<(string Connection, string Zone), Pump> _pumps = new();

    /// <returns>False when the account has no such zone.</returns>
    public async Task<bool> StartAsync(string connection, string zone, CancellationToken aborted)
    {
        if (zones.Find(zone) is not { } watcher)
            return false;

        await StopAsync(connection, zone);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var subscription = watcher.Subscribe();
        var pump = new Pump(subscription, stop, PumpAsync(hub.Clients.Client(connection), zone, subscription, stop.Token));
        if (!_pumps.TryAdd((connection, zone), pump))
            await pump.DisposeAsync();
        return true;
    }

    public async Task StopAsync(string connection, string zone)
    {
        if (_pumps.TryRemove((connection, zone), out var pump))
            await pump.DisposeAsync();
    }

    public async Task StopAllAsync(string connection)
    {
        foreach (var key in _pumps.Keys.Where(key => key.Connection == connection))
            await StopAsync(key.Connection, key.Zone);
    }

    private async Task PumpAsync(
        IBackupsClient client, string zone, Subscription<ZoneSnapshot, Backup> subscription, CancellationToken cancellation)
    {
        try
        {
            var last = subscription.Initial;
            await SendResetAsync(client, zone, last);
            await foreach (var batch in subscription.ReadAllAsync(cancellation))
            {
                last = batch.Snapshot;
                if (batch.IsReset)
                    await SendResetAsync(client, zone, batch.Snapshot);
                else
                    await SendChangesAsync(client, zone, batch);
            }

            if (cancellation.IsCancellationRequested)
                return;

            await client.Changed(Message(zone, last, reset: false, [], []) with { Failure = "The zone has left the account, or has moved. Watch it again." });
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Unwatched or disconnected: the end that was asked for.
        }
        catch (Exception exception)
        {
            Log.PumpThrew(logger, exception, zone);
        }
    }

    private static async Task SendChangesAsync(IBackupsClient client, string zone, Batch<ZoneSnapshot, Backup> batch)
    {
        string[] deletes = [.. batch.Changes.OfType<Delete<Backup>>().Select(delete => delete.Id)];
        var upserts = batch.Changes.OfType<Upsert<Backup>>().Select(upsert => upsert.Item);
        foreach (var chunk in upserts.Chunk(ItemsPerMessage).DefaultIfEmpty([]))
        {
            await client.Changed(Message(zone, batch.Snapshot, reset: false, chunk, deletes));
            deletes = [];
        }
    }

    private static async Task SendResetAsync(IBackupsClient client, string zone, ZoneSnapshot snapshot)
    {
        await client.Changed(Message(zone, snapshot, reset: true, [], []));
        foreach (var chunk in snapshot.Backups.Values.Chunk(ItemsPerMessage))
            await client.Changed(Message(zone, snapshot, reset: false, chunk, []));
    }

    private static ZoneMessage Message(
        string zone, ZoneSnapshot snapshot, bool reset, IReadOnlyList<Backup> upserts, IReadOnlyList<string> deletes) =>
        new(zone, snapshot.Version, snapshot.AsOf, snapshot.Failure?.Error.Detail, reset, upserts, deletes);

    private sealed record Pump(Subscription<ZoneSnapshot, Backup> Subscription, CancellationTokenSource Stop, Task Loop) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            // Cancelled first: a stream that ends by itself means that the zone is gone.
            await Stop.CancelAsync();
            Subscription.Dispose();
            await Loop;
            Stop.Dispose();
        }
    }
}
