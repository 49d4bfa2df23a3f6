namespace BackupDashboard.Storage;

/// <summary>Several dashboards on one database: one is active, the others stand by. Section <c>Cluster</c>.</summary>
internal sealed class ClusterOptions
{
    public const string Section = "Cluster";

    /// <value>The address at which the others reach this one, by HTTP or HTTPS: its own, not the proxy's. Example:
    /// <c>http://10.0.3.11:8080</c>. Default none: it is the only one, and does not start beside another.</value>
    public string Address { get; set; } = "";
}
