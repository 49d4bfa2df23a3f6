using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>The journal's events are only ever added. The chain would show a change; the triggers refuse it.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261123000001_HistoryIsNotChanged")]
internal sealed class HistoryIsNotChanged : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var change in (string[])["UPDATE", "DELETE"])
        {
            migrationBuilder.Sql($"""
                CREATE TRIGGER JournalEvents_{change} BEFORE {change} ON JournalEvents
                BEGIN
                    SELECT RAISE(ABORT, 'The journal''s history is not changed.');
                END
                """);
        }
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP TRIGGER JournalEvents_UPDATE");
        migrationBuilder.Sql("DROP TRIGGER JournalEvents_DELETE");
    }
}
