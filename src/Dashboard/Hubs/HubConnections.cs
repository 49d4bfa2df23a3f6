using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace BackupDashboard.Hubs;

// The connections of the hub, for messages that are written once and sent to many: SignalR does that for groups only, which do not know how
// far each of their members has read.
internal sealed class HubConnections(ILogger<DefaultHubLifetimeManager<BackupsHub>> logger) : DefaultHubLifetimeManager<BackupsHub>(logger)
{
    private readonly ConcurrentDictionary<string, HubConnectionContext> _connections = new(StringComparer.Ordinal);

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        _connections[connection.ConnectionId] = connection;
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _connections.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    // Completes when the connection has taken it, so that who reads slowly is sent less. Nothing is sent to who has gone.
    public ValueTask SendAsync(string connectionId, SerializedHubMessage message, CancellationToken cancellationToken) =>
        _connections.TryGetValue(connectionId, out var connection)
            ? connection.WriteAsync(message, cancellationToken)
            : ValueTask.CompletedTask;
}
