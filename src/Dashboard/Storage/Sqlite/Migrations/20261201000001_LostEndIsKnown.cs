using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>What the journal ended with, before an older database was put in place of the one in use.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261201000001_LostEndIsKnown")]
internal sealed class LostEndIsKnown : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "LostEnds",
            columns: table => new
            {
                Id = table.Column<int>(type: "INTEGER", nullable: false),
                Head = table.Column<string>(type: "TEXT", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_LostEnds", row => row.Id));
    }
}
