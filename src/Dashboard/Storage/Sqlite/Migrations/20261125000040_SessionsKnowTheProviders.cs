using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>A session remembers which session of the provider it came from, so that the provider can end it.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261125000040_SessionsKnowTheProviders")]
internal sealed class SessionsKnowTheProviders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>(name: "ProviderSession", table: "Sessions", type: "TEXT", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "ProviderSession", table: "Sessions");
}
