using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>Operations know the time of the schedule that they are for, and schedules the time that comes next.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261128000001_SchedulesMakeBackups")]
internal sealed class SchedulesMakeBackups : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "Team", table: "Operations", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<Guid>(name: "ScheduleId", table: "Operations", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<long>(name: "OccurrenceAt", table: "Operations", type: "INTEGER", nullable: true);
        migrationBuilder.CreateIndex("IX_Operations_ScheduleId_OccurrenceAt", "Operations", ["ScheduleId", "OccurrenceAt"]);
        migrationBuilder.AddColumn<string>(name: "Team", table: "Alarms", type: "TEXT", nullable: true);
        migrationBuilder.CreateTable(
            name: "ScheduleHeads",
            columns: table => new
            {
                ScheduleId = table.Column<Guid>(type: "TEXT", nullable: false),
                Version = table.Column<Guid>(type: "TEXT", nullable: false),
                NextAt = table.Column<long>(type: "INTEGER", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ScheduleHeads", row => row.ScheduleId));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "ScheduleHeads");
        migrationBuilder.DropColumn(name: "Team", table: "Alarms");
        migrationBuilder.DropIndex(name: "IX_Operations_ScheduleId_OccurrenceAt", table: "Operations");
        migrationBuilder.DropColumn(name: "OccurrenceAt", table: "Operations");
        migrationBuilder.DropColumn(name: "ScheduleId", table: "Operations");
        migrationBuilder.DropColumn(name: "Team", table: "Operations");
    }
}
