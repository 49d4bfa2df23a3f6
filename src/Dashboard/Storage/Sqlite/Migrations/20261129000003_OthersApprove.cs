using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>Who may approve, and when someone last proved who they are.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261129000003_OthersApprove")]
internal sealed class OthersApprove : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>(name: "AuthenticatedAt", table: "Sessions", type: "INTEGER", nullable: true);
        migrationBuilder.CreateTable(
            name: "Approvers",
            columns: table => new
            {
                ObjectId = table.Column<string>(type: "TEXT", nullable: false),
                Name = table.Column<string>(type: "TEXT", nullable: false),
                SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Approvers", row => row.ObjectId));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "Approvers");
        migrationBuilder.DropColumn(name: "AuthenticatedAt", table: "Sessions");
    }
}
