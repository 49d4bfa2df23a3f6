using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Platform;

/// <summary>
/// Request limits per person or program, in this process; anonymous callers are counted by address. Section <c>Limits</c>. A limit per
/// minute may be used up at once, and refills evenly.
/// </summary>
public sealed class LimitsOptions
{
    public const string Section = "Limits";

    /// <value>Reading requests to <c>/api</c> per minute. Default 300.</value>
    [Range(1, 10_000_000)]
    public int ReadsPerMinute { get; set; } = 300;

    /// <value>Changing requests to <c>/api</c> per minute; and, counted separately, commands from pages. Default 60.</value>
    [Range(1, 100_000)]
    public int CommandsPerMinute { get; set; } = 60;

    /// <value>New connections to the hub per minute. Default 60.</value>
    [Range(1, 100_000)]
    public int HubConnectionsPerMinute { get; set; } = 60;

    /// <value>Concurrent requests to the hub; a WebSocket connection is one. Default 20.</value>
    [Range(1, 10_000)]
    public int HubConnections { get; set; } = 20;

    /// <value>Calls of hub methods within those connections per minute. Default 300.</value>
    [Range(1, 100_000)]
    public int HubCallsPerMinute { get; set; } = 300;

    /// <value>Exports of the activity per minute. Default 10.</value>
    [Range(1, 10_000)]
    public int ExportsPerMinute { get; set; } = 10;

    /// <value>Sign-ins begun or completed from one address per minute. A company may have a single address. Default 240.</value>
    [Range(1, 100_000)]
    public int SignInsPerMinute { get; set; } = 240;

    /// <value>The largest request body, in bytes. Default 65,536.</value>
    [Range(4_096, 10_485_760)]
    public int RequestBytes { get; set; } = 65_536;

    /// <value>How long the headers of a request may take to arrive. Default 15 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
