using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>Numbers of an alarm stand apart from its sentence: not everybody who sees it may read them.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261125000010_AlarmsHaveDetails")]
internal sealed class AlarmsHaveDetails : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>(name: "Detail", table: "Alarms", type: "TEXT", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Detail", table: "Alarms");
}
