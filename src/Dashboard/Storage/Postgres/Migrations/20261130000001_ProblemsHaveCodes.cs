using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Postgres.Migrations;

/// <summary>
/// No table changes, but what the journal keeps does: problems by their codes, which an earlier version cannot read. This keeps it away.
/// </summary>
[DbContext(typeof(PostgresContext))]
[Migration("20261130000001_ProblemsHaveCodes")]
internal sealed class ProblemsHaveCodes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
    }
}
