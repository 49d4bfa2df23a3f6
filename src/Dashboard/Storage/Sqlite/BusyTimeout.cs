using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackupDashboard.Storage.Sqlite;

// Several parts of the console write at once, and SQLite lets one write at a time. Without this its provider sleeps 150 ms whenever the
// database is busy; SQLite itself looks again after 1 ms, then 2, then 5. Beyond this time the provider's sleeps follow, up to the
// command's own timeout.
internal sealed class BusyTimeout : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 1000";
        command.ExecuteNonQuery();
    }

    // What SQLite does is not asynchronous.
    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
