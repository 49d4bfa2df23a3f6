namespace BackupDashboard.EndToEnd.Running;

/// <summary>Who lives in the sandbox, by the name on the button.</summary>
internal static class People
{
    public const string Administrator = "Amara Okafor";
    public const string Operator = "Mateo Quispe";
    public const string Auditor = "Ingrid Sørensen";
    public const string WithoutRole = "Sam Whitlock";
}
