using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Access;

/// <summary>How long a sign-in is good for, and how often it is confirmed. Section <c>Access:Sessions</c>.</summary>
public sealed class SessionOptions
{
    public const string Section = "Access:Sessions";

    /// <summary>The cookie of somebody who asks for nothing expires after this; their session is then of no use either.</summary>
    internal static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <value>
    /// What people see goes by roles and groups that the provider has confirmed within this. At most a minute, so that a role taken away
    /// is gone from open pages a minute later; commands ask every time. Default 1 minute.
    /// </value>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConfirmEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <value>
    /// While the provider does not answer, people go on viewing for this long with what it confirmed last: an outage of the sign-in should not
    /// take the eyes of those who watch a restore, and a minute without it is common. Commands are refused all the while, and after this the
    /// session counts as ended, because a provider out of reach must not keep somebody in who has been dismissed. Default 15 minutes.
    /// </value>
    [Range(typeof(TimeSpan), "00:00:10", "08:00:00")]
    public TimeSpan UnconfirmedFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <value>After this people sign in again, however busy they are. Default 12 hours.</value>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);
}
