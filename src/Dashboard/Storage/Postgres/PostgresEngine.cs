using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace BackupDashboard.Storage.Postgres;

internal sealed class PostgresEngine : IDatabaseEngine, ISuccession, IAsyncDisposable
{
    private readonly Ownership _ownership;
    private readonly Pulse _pulse;
    private readonly Succession _succession;
    private readonly DbContextOptions<PostgresContext> _options;

    // address: at which those who stand by reach this dashboard; null if it does not say.
    public PostgresEngine(
        string connectionString, Uri? address, IHostApplicationLifetime? lifetime, TimeProvider time, ILoggerFactory loggers)
    {
        _ownership = new Ownership(connectionString, address, lifetime, time, loggers.CreateLogger<Ownership>());
        _pulse = new Pulse(connectionString, _ownership.Token, time);
        _succession = new Succession(_ownership, _pulse, connectionString, time, loggers.CreateLogger<Succession>());
        var writers = new NpgsqlConnectionStringBuilder(WithOption(connectionString, $"backup_dashboard.owner={_ownership.Token}"))
        {
            ApplicationName = ConnectionName.Writer(_ownership.Token),
        };
        _options = OptionsFor(writers.ToString(), loggers);
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

    public int Standbys => _pulse.Standbys;

    public bool IsCutOff => _pulse.IsMissed;

    public DashboardContext NewContext() => new PostgresContext(_options);

    public Task OpenAsync(DashboardContext db, CancellationToken cancellationToken) => UseAsync(async () =>
    {
        await _ownership.TakeAsync(cancellationToken);

        // Whoever stands by must not take a long migration for silence.
        _pulse.Start();
        await CheckAsync(db, cancellationToken);

        // Otherwise looking for it in an empty database is logged as an error.
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
        await db.BringToThisVersionAsync(cancellationToken);
        await _ownership.SignAsync(db, cancellationToken);
        return true;
    });

    public Task<bool> TryTakeAsync(CancellationToken cancellationToken) => UseAsync(() => _succession.TryTakeAsync(cancellationToken));

    public Task<Uri?> FindActiveAsync(CancellationToken cancellationToken) =>
        UseAsync(() => _succession.FindActiveAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await _ownership.DisposeAsync();
        await _pulse.DisposeAsync();
        await _succession.DisposeAsync();
    }

    // Where the server cannot be used, it says so.
    private static async Task<T> UseAsync<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or IOException or TimeoutException
            or DbUpdateException or InvalidOperationException { InnerException: NpgsqlException or DbUpdateException })
        {
            throw new StorageException(
                $"The database that Storage:ConnectionString names cannot be used: {exception.GetBaseException().Message}", exception);
        }
    }

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
