using System.Collections.Concurrent;
using BackupDashboard.Access;
using BackupDashboard.Feeds;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.SignalR;

namespace BackupDashboard.Hubs;

/// <summary>The subscriptions of hub connections: at most one per connection and zone.</summary>
internal sealed class HubWatches(
    ZoneViews zones, Permissions permissions, ISessions sessions, HubConnections connections, ILogger<HubWatches> logger)
{
    private static readonly object PersonKey = new();
    private readonly ConcurrentDictionary<(string Connection, string Zone), Pump> _pumps = new();
    private readonly ZoneMessages _messages = new();

    /// <summary>A connection ends with its session, and has the current roles of its person.</summary>
    public void Admit(HubCallerContext caller) => caller.Items[PersonKey] = new HubPerson(caller, sessions);

    /// <returns>False when the account has no such zone, or it is not visible to the caller.</returns>
    public async Task<bool> StartAsync(HubCallerContext caller, string zone)
    {
        var connection = caller.ConnectionId;
        var person = PersonOf(caller);
        if (zones.SubscribeToChanges(zone, () => person.Grants(permissions)) is not { } subscription)
            return false;

        await StopAsync(connection, zone);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(caller.ConnectionAborted);
        var stream = new ZoneStream(
            zone, _messages, () => person.Grants(permissions), (message, token) => connections.SendAsync(connection, message, token));
        var pump = new Pump(subscription, stop, PumpAsync(stream, subscription, stop.Token));
        if (!_pumps.TryAdd((connection, zone), pump))
            await pump.DisposeAsync();

        // The client disconnected meanwhile, and its clean-up is over: nothing else would stop this.
        if (caller.ConnectionAborted.IsCancellationRequested)
            await StopAsync(connection, zone);
        return true;
    }

    public async Task StopAsync(string connection, string zone)
    {
        if (_pumps.TryRemove((connection, zone), out var pump))
            await pump.DisposeAsync();
    }

    public async Task StopAllAsync(HubCallerContext caller)
    {
        PersonOf(caller).Dispose();
        foreach (var key in _pumps.Keys.Where(key => key.Connection == caller.ConnectionId))
            await StopAsync(key.Connection, key.Zone);
    }

    private static HubPerson PersonOf(HubCallerContext caller) => (HubPerson)caller.Items[PersonKey]!;

    private async Task PumpAsync(ZoneStream stream, Subscription<ZoneSnapshot, Backup> subscription, CancellationToken cancellationToken)
    {
        try
        {
            await stream.BeginAsync(subscription.Initial, cancellationToken);
            await foreach (var batch in subscription.ReadAllAsync(cancellationToken))
            {
                if (!await stream.GoOnAsync(batch, cancellationToken))
                    return;
            }

            if (!cancellationToken.IsCancellationRequested)
                await stream.EndAsync("The zone has left the account, or has moved. Watch it again.", cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Log.PumpThrew(logger, exception, stream.Zone);
        }
    }

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
