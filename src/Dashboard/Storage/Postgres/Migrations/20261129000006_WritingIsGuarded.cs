using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Postgres.Migrations;

/// <summary>What SQLite's migrations do in its own language, and that only the dashboard that took the database over last writes.</summary>
[DbContext(typeof(PostgresContext))]
[Migration("20261129000006_WritingIsGuarded")]
internal sealed class WritingIsGuarded : Migration
{
    private static readonly string[] Tables =
    [
        "Alarms", "Approvers", "BackupsSeen", "BoxesSeen", "CalendarFeeds", "ChannelReceipts", "ChannelSecrets", "DataProtectionKeys",
        "Deliveries", "Fingerprints", "JournalEvents", "NotificationGroups", "Operations", "RestoreProgress", "ScheduleHeads", "Sessions",
        "StorageChecks", "ZonesSeen",
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""CREATE TABLE "StorageChecks" ("Id" integer NOT NULL PRIMARY KEY, "Content" bytea NOT NULL)""");
        migrationBuilder.Sql("""
            CREATE FUNCTION glob(pattern text, value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
                value LIKE replace(replace(replace(replace(pattern, '\', '\\'), '%', '\%'), '_', '\_'), '*', '%')
            """);
        migrationBuilder.Sql("""
            CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'The journal''s history is not changed.';
            END
            $$
            """);
        migrationBuilder.Sql("""
            CREATE TRIGGER history BEFORE UPDATE OR DELETE OR TRUNCATE ON "JournalEvents" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
            """);

        // FOR SHARE: a dashboard that takes over waits for what is being written. Who says nothing about itself is an administrator.
        migrationBuilder.Sql("""
            CREATE FUNCTION refuse_others() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                writer text := nullif(current_setting('backup_dashboard.owner', true), '');
                owner uuid;
            BEGIN
                SELECT "Token" INTO owner FROM "DatabaseOwners" FOR SHARE;
                IF owner <> writer::uuid THEN
                    RAISE EXCEPTION 'Another dashboard has taken the database over.';
                END IF;
                RETURN NULL;
            END
            $$
            """);
        foreach (var table in Tables)
            migrationBuilder.Sql(OwnerGuard.On(table));
    }
}
