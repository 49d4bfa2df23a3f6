using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>A restore remembers that its backup was deleted while it was being read.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261125000030_RestoresLoseTheirBackup")]
internal sealed class RestoresLoseTheirBackup : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<long>(name: "SourceGoneAt", table: "RestoreProgress", type: "INTEGER", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "SourceGoneAt", table: "RestoreProgress");
}
