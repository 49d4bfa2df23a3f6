using System.ComponentModel.DataAnnotations;
using BackupDashboard.Hosting;

namespace BackupDashboard.Platform;

/// <summary>
/// How much one person or program may ask for, in the process that answers; who has not signed in is counted by address. Section <c>Limits</c>.
/// A limit a minute may be used up at once, and comes back evenly.
/// </summary>
public sealed class LimitsOptions
{
    public const string Section = "Limits";

    /// <value>Requests to <c>/api</c> that change nothing, a minute. Default 300.</value>
    [Range(1, 100_000)]
    public int ReadsPerMinute { get; set; } = 300;

    /// <value>Requests to <c>/api</c> that change something, a minute; and, counted apart, what is asked for on pages. Default 60.</value>
    [Range(1, 100_000)]
    public int CommandsPerMinute { get; set; } = 60;

    /// <value>Connections to the hub that are begun, a minute. Default 60.</value>
    [Range(1, 100_000)]
    public int HubConnectionsPerMinute { get; set; } = 60;

    /// <value>Requests to the hub at the same time; a connection by WebSocket is one. Default 20.</value>
    [Range(1, 10_000)]
    public int HubConnections { get; set; } = 20;

    /// <value>Calls of the hub's methods within those connections, a minute. Default 300.</value>
    [Range(1, 100_000)]
    public int HubCallsPerMinute { get; set; } = 300;

    /// <value>Files of the activity, a minute. Default 10.</value>
    [Range(1, 10_000)]
    public int ExportsPerMinute { get; set; } = 10;

    /// <value>Sign-ins begun or completed from one address, a minute. A company may have one address. Default 240.</value>
    [Range(1, 100_000)]
    public int SignInsPerMinute { get; set; } = 240;

    /// <value>The largest body of a request, in bytes. Default 65,536.</value>
    [Range(4_096, 10_485_760)]
    public int RequestBytes { get; set; } = 65_536;

    /// <value>How long the headers of a request may take to arrive. Default 15 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
