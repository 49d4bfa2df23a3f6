using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>The secret addresses of people's calendars.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261129000004_ProgramsReadCalendars")]
internal sealed class ProgramsReadCalendars : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "CalendarFeeds",
            columns: table => new
            {
                ObjectId = table.Column<string>(type: "TEXT", nullable: false),
                Hash = table.Column<string>(type: "TEXT", nullable: false),
                Teams = table.Column<string>(type: "TEXT", nullable: false),
                CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                ReadAt = table.Column<long>(type: "INTEGER", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_CalendarFeeds", row => row.ObjectId));
        migrationBuilder.CreateIndex(name: "IX_CalendarFeeds_Hash", table: "CalendarFeeds", column: "Hash", unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "CalendarFeeds");
}
