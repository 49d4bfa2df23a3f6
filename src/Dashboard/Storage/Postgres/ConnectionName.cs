namespace BackupDashboard.Storage.Postgres;

/// <summary>
/// By which dashboards know each other's connections in <c>pg_stat_activity</c>: those of an active one end with its token. Names have at
/// most 63 bytes.
/// </summary>
internal static class ConnectionName
{
    public const string OwnerPrefix = "BackupDashboard owner ";
    public const string PulsePrefix = "BackupDashboard pulse ";
    public const string Standby = "BackupDashboard standby";

    public static string Owner(Guid token) => $"{OwnerPrefix}{token:N}";

    public static string Writer(Guid token) => $"BackupDashboard writer {token:N}";

    public static string Pulse(Guid token) => $"{PulsePrefix}{token:N}";
}
