using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>Who said last that a channel reaches people.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261129000002_PeopleSayThatTheyRead")]
internal sealed class PeopleSayThatTheyRead : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        name: "ChannelReceipts",
        columns: table => new
        {
            ChannelId = table.Column<Guid>(type: "TEXT", nullable: false),
            Content = table.Column<string>(type: "TEXT", nullable: false),
        },
        constraints: table => table.PrimaryKey("PK_ChannelReceipts", row => row.ChannelId));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "ChannelReceipts");
}
