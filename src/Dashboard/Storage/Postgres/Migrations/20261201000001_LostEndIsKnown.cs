using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Postgres.Migrations;

/// <summary>What the journal ended with, before an older database was put in place of the one in use.</summary>
[DbContext(typeof(PostgresContext))]
[Migration("20261201000001_LostEndIsKnown")]
internal sealed class LostEndIsKnown : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "LostEnds",
            columns: table => new
            {
                Id = table.Column<int>(type: "integer", nullable: false),
                Head = table.Column<string>(type: "text", nullable: false, collation: "C"),
            },
            constraints: table => table.PrimaryKey("PK_LostEnds", row => row.Id));
        migrationBuilder.Sql(OwnerGuard.On("LostEnds"));
    }
}
