using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Hosting;

/// <summary>What browsers are told beside the content. Section <c>Headers</c>.</summary>
public sealed class ResponseHeadersOptions
{
    public const string Section = "Headers";

    /// <value>How long a browser insists on https after it has seen it once; not in Development. 0 takes it back. Default 365 days.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1000.00:00:00")]
    public TimeSpan HstsMaxAge { get; set; } = TimeSpan.FromDays(365);

    /// <value>Whether that holds for every host below this one, too, which may not be yours to decide. Default false.</value>
    public bool HstsIncludeSubDomains { get; set; }
}
