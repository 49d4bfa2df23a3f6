using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Operations;

/// <summary>How operations wait and how unknown outcomes are settled. Section <c>Operations</c>.</summary>
public sealed class OperationsOptions
{
    public const string Section = "Operations";

    /// <value>How long a deletion can be undone before it is sent; zero sends it immediately. Default 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan DeleteGrace { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// For a deletion that waited while the dashboard was down. It has one even if the others have none, because no one expects it any
    /// longer.
    /// </summary>
    internal TimeSpan GraceOfPending => DeleteGrace > TimeSpan.Zero ? DeleteGrace : TimeSpan.FromMinutes(1);

    /// <value>How long a shutdown waits for the answers to what has been sent. Default 20 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <value>How long a restore waits while the cloud is creating another knowledge box. Default 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:30:00")]
    public TimeSpan CreationWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <value>Between two attempts while waiting for that. Default 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CreationRetry { get; set; } = TimeSpan.FromSeconds(5);

    /// <value>Between two polls for an operation whose outcome is unknown. Default 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <value>How long after the call its effect may still appear before it counts as not applied. Default 2 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ConcludeAfter { get; set; } = TimeSpan.FromMinutes(2);
}
