using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace BackupDashboard.Storage.Postgres;

internal sealed class PostgresEngine : IDatabaseEngine, IAsyncDisposable
{
    private readonly Ownership _ownership;
    private readonly DbContextOptions<PostgresContext> _options;

    public PostgresEngine(string connectionString, IHostApplicationLifetime? lifetime, TimeProvider time, ILoggerFactory loggers)
    {
        _ownership = new Ownership(connectionString, lifetime, time, loggers.CreateLogger<Ownership>());
        _options = OptionsFor(WithOption(connectionString, $"backup_dashboard.owner={_ownership.Token}"), loggers);
    }

    public static DbContextOptions<PostgresContext> OptionsFor(string connectionString, ILoggerFactory? loggers = null) =>
        new DbContextOptionsBuilder<PostgresContext>().UseNpgsql(connectionString).UseLoggerFactory(loggers)
            .AddInterceptors(new NulFreeParameters()).Options;

    // As psql's -c: a setting of every connection's session.
    public static string WithOption(string connectionString, string setting)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options = $"{settings.Options} -c {setting}".TrimStart();
        return settings.ToString();
    }

    public DashboardContext NewContext() => new PostgresContext(_options);

    public async Task OpenAsync(DashboardContext db, CancellationToken cancellationToken)
    {
        try
        {
            await _ownership.TakeAsync(cancellationToken);
            await CheckAsync(db, cancellationToken);

            // Otherwise looking for it in an empty database is logged as an error.
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            await _ownership.SignAsync(db, cancellationToken);
        }
        catch (Exception exception) when (
            exception is NpgsqlException or SocketException or IOException or InvalidOperationException { InnerException: NpgsqlException })
        {
            throw new StorageException(
                $"The database that Storage:ConnectionString names cannot be used: {exception.GetBaseException().Message}", exception);
        }
    }

    public ValueTask DisposeAsync() => _ownership.DisposeAsync();

    private static async Task CheckAsync(DashboardContext db, CancellationToken cancellationToken)
    {
        var encoding = await db.Database.SqlQueryRaw<string>("SELECT current_setting('server_encoding') AS \"Value\"")
            .SingleAsync(cancellationToken);
        if (encoding != "UTF8")
            throw new StorageException(
                $"The database that Storage:ConnectionString names has the encoding {encoding}, which not every title fits. Create it with "
                    + "ENCODING 'UTF8'.");
    }
}
