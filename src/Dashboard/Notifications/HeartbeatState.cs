using Microsoft.Extensions.Options;

namespace BackupDashboard.Notifications;

/// <summary>Whether a monitor elsewhere is told that the dashboard does its work, and what came of it last.</summary>
public sealed class HeartbeatState(IOptions<NotificationsOptions> options)
{
    private volatile HeartbeatPing? _latest;

    public bool IsSet => options.Value.HeartbeatUrl is not "";

    /// <summary>Null before the first.</summary>
    public HeartbeatPing? Latest => _latest;

    internal void Show(HeartbeatPing ping) => _latest = ping;
}

/// <param name="Problems">What it told; empty if all is well.</param>
/// <param name="Result">Whether the monitor has it.</param>
public sealed record HeartbeatPing(DateTimeOffset At, IReadOnlyList<string> Problems, SendResult Result);
