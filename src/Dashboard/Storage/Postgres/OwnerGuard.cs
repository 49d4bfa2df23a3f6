namespace BackupDashboard.Storage.Postgres;

// For migrations: every table that a dashboard writes needs it.
internal static class OwnerGuard
{
    public static string On(string table) =>
        $"""
        CREATE TRIGGER owner_only BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}"
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_others()
        """;
}
