using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>What channels were told, the messages to them, and their secrets.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261129000001_PeopleAreTold")]
internal sealed class PeopleAreTold : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "ChannelSecrets",
            columns: table => new
            {
                Id = table.Column<Guid>(type: "TEXT", nullable: false),
                Content = table.Column<string>(type: "TEXT", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ChannelSecrets", row => row.Id));
        migrationBuilder.CreateTable(
            name: "Deliveries",
            columns: table => new
            {
                Id = table.Column<Guid>(type: "TEXT", nullable: false),
                ChannelId = table.Column<Guid>(type: "TEXT", nullable: false),
                State = table.Column<string>(type: "TEXT", nullable: false),
                CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                Content = table.Column<string>(type: "TEXT", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Deliveries", row => row.Id));
        migrationBuilder.CreateIndex("IX_Deliveries_ChannelId_CreatedAt", "Deliveries", ["ChannelId", "CreatedAt"]);
        migrationBuilder.CreateIndex("IX_Deliveries_State", "Deliveries", "State");
        migrationBuilder.CreateTable(
            name: "NotificationGroups",
            columns: table => new
            {
                Key = table.Column<string>(type: "TEXT", nullable: false),
                Content = table.Column<string>(type: "TEXT", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_NotificationGroups", row => row.Key));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "NotificationGroups");
        migrationBuilder.DropTable(name: "Deliveries");
        migrationBuilder.DropTable(name: "ChannelSecrets");
    }
}
