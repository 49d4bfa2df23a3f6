namespace BackupDashboard.Sandbox.Cloud.Validation;

internal static class Uuid
{
    public static bool TryParse(string text, out Guid id) =>
        Guid.TryParseExact(text, "D", out id) || Guid.TryParseExact(text, "N", out id);
}
