using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Postgres.Migrations;

/// <summary>Where those who stand by reach the active dashboard.</summary>
[DbContext(typeof(PostgresContext))]
[Migration("20261129000007_OwnerHasAnAddress")]
internal sealed class OwnerHasAnAddress : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("Address", "DatabaseOwners", type: "text", nullable: true, collation: "C");
}
