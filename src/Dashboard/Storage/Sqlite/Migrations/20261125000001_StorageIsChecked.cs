using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackupDashboard.Storage.Sqlite.Migrations;

/// <summary>The one row that is written to see whether anything can be. No feature knows it, so it is no part of the model.</summary>
[DbContext(typeof(SqliteContext))]
[Migration("20261125000001_StorageIsChecked")]
internal sealed class StorageIsChecked : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("CREATE TABLE StorageChecks (Id INTEGER NOT NULL PRIMARY KEY, Content BLOB NOT NULL)");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE StorageChecks");
}
