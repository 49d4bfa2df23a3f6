using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Access;

/// <summary>How long a session is valid, and how often it is confirmed. Section <c>Access:Sessions</c>.</summary>
internal sealed class SessionOptions
{
    public const string Section = "Access:Sessions";

    /// <summary>The cookie of an idle user expires after this; their session is useless from then on.</summary>
    internal static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <value>How old the provider's confirmation of roles and groups may be for what people see. At most a minute, so that a revoked role
    /// is gone from open pages a minute later; commands always ask. Default 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConfirmEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <value>While the provider does not answer, people can keep viewing for this long with what it confirmed last, because an outage of
    /// the sign-in should not blind those who watch a restore. Commands are refused meanwhile, and afterwards the session ends, because an
    /// unreachable provider must not keep a dismissed person signed in. Default 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "08:00:00")]
    public TimeSpan UnconfirmedFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <value>After this people have to sign in again. Default 12 hours.</value>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);
}
