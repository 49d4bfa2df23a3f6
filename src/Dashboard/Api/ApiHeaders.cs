namespace BackupDashboard.Api;

/// <summary>Headers of our own.</summary>
internal static class ApiHeaders
{
    /// <summary>When the zone was last read with success, ISO 8601 in UTC. It tells how old an answer about the zone is.</summary>
    public const string ZoneAsOf = "Zone-As-Of";
}
