using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Hosting;

/// <summary>Response headers. Section <c>Headers</c>.</summary>
internal sealed class ResponseHeadersOptions
{
    public const string Section = "Headers";

    /// <value>How long a browser insists on https after one visit; not in Development. 0 revokes it. Default 365 days.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1000.00:00:00")]
    public TimeSpan HstsMaxAge { get; set; } = TimeSpan.FromDays(365);

    /// <value>Whether that also holds for every host below this one, which may not be yours to decide. Default false.</value>
    public bool HstsIncludeSubDomains { get; set; }
}
