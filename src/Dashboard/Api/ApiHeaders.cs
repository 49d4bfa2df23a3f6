namespace BackupDashboard.Api;

internal static class ApiHeaders
{
    /// <summary>When the zone was last read successfully, ISO 8601 in UTC: the age of an answer about the zone.</summary>
    public const string ZoneAsOf = "Zone-As-Of";
}
