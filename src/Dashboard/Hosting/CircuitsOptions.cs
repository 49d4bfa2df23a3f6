using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Hosting;

/// <summary>Limits of open pages: each has a circuit, a part of this process. Section <c>Circuits</c>.</summary>
public sealed class CircuitsOptions
{
    public const string Section = "Circuits";

    /// <value>Open pages per person, including those whose connection was lost recently. Default 20.</value>
    [Range(1, 1_000)]
    public int PerPerson { get; set; } = 20;

    /// <value>Circuits kept for browsers that lost their connection, in total. The oldest is dropped first. Default 20.</value>
    [Range(0, 10_000)]
    public int Retained { get; set; } = 20;

    /// <value>How long such a circuit is kept. Default 3 min.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RetainedFor { get; set; } = TimeSpan.FromMinutes(3);

    /// <value>How long to wait for an answer of the browser. Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ScriptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <value>Unconfirmed changes of a page before rendering waits for the browser. Default 10.</value>
    [Range(2, 100)]
    public int UnacknowledgedBatches { get; set; } = 10;

    /// <value>The largest message of a browser or program, in bytes. Default 32,768.</value>
    [Range(4_096, 1_048_576)]
    public int MessageBytes { get; set; } = 32_768;

    /// <value>Concurrent calls per connection; the others wait. Default 1.</value>
    [Range(1, 10)]
    public int ParallelInvocations { get; set; } = 1;
}
