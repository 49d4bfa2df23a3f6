using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>The progress of a restore is judged by its resources, the only exact count: when they last moved, and the most there were.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261125000020_ResourcesAreWatched")]
internal sealed class ResourcesAreWatched : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>(name: "ResourcesMovedAt", table: "RestoreProgress", type: "INTEGER", nullable: true);
        migrationBuilder.AddColumn<long>(name: "MostResources", table: "RestoreProgress", type: "INTEGER", nullable: false, defaultValue: 0L);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "ResourcesMovedAt", table: "RestoreProgress");
        migrationBuilder.DropColumn(name: "MostResources", table: "RestoreProgress");
    }
}
