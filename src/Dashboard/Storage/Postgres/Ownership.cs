using Medallion.Threading.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackupDashboard.Storage.Postgres;

// Keeps a second dashboard away from the same database, because each keeps a part of it in memory, and both would carry out what is due.
// The server releases the lock with its connection: soon after the process ends, and 19 s after its machine does.
internal sealed class Ownership(
    string connectionString, Uri? address, IHostApplicationLifetime? lifetime, TimeProvider time, ILogger<Ownership> logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(3);

    // For a restart after a crash: the server may not have noticed yet.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _stopping = new();
    private PostgresDistributedLock? _lock;
    private PostgresDistributedLockHandle? _held;
    private Task _watching = Task.CompletedTask;

    /// <summary>Sent with every connection that writes.</summary>
    public Guid Token { get; } = Guid.CreateVersion7(time.GetUtcNow());

    private PostgresDistributedLock Lock => _lock ??= new PostgresDistributedLock(
        new PostgresAdvisoryLockKey("BackupDashboard", allowHashing: true),
        LockConnection(),
        options => options.UseMultiplexing(false).KeepaliveCadence(TimeSpan.FromSeconds(5)));

    // Throws StorageException: another dashboard has it.
    public async Task TakeAsync(CancellationToken cancellationToken) => _held ??=
        await Lock.TryAcquireAsync(Patience, cancellationToken)
            ?? throw new StorageException(
                "Another dashboard is running on this database. With Cluster:Address this one would stand by until that one ends.");

    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken) =>
        (_held ??= await Lock.TryAcquireAsync(TimeSpan.Zero, cancellationToken)) is not null;

    // Once the tables are there.
    public async Task SignAsync(DashboardContext db, CancellationToken cancellationToken)
    {
        var owner = new DatabaseOwner { Token = Token, Since = time.GetUtcNow(), Address = address?.ToString() };
        if (await db.Set<DatabaseOwner>().AnyAsync(cancellationToken))
            db.Update(owner);
        else
            db.Add(owner);
        await db.SaveChangesAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
        _watching = WatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        await ReleaseAsync();
        _stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await LostAsync(_held!);
                Log.OwnershipLost(logger);
                if (!await IsRegainedAsync())
                {
                    Log.TakenOver(logger);
                    lifetime?.StopApplication();
                    return;
                }

                Log.OwnershipRegained(logger);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
    }

    private async Task LostAsync(PostgresDistributedLockHandle held)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = held.HandleLostToken.Register(lost.SetResult);
        await lost.Task.WaitAsync(_stopping.Token);
    }

    // Meanwhile this dashboard may go on writing: until another one signs, the database accepts its token.
    private async Task<bool> IsRegainedAsync()
    {
        await ReleaseAsync();
        var isLogged = false;
        while (true)
        {
            // Before the first try, too: if it was put out because it was silent, whoever did that comes first.
            await Task.Delay(BetweenTries, time, _stopping.Token);
            try
            {
                if (_held is null && await Lock.TryAcquireAsync(TimeSpan.Zero, _stopping.Token) is { } held)
                    _held = held;
                if (await TokenAsync() != Token)
                    return false;
                if (_held is not null)
                    return true;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Whatever it is: nobody else looks after the lock.
                if (!isLogged)
                    Log.StillLost(logger, exception.Message);
                isLogged = true;
            }
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            if (_held is { } held)
                await held.DisposeAsync();
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // Its connection is lost, and the lock with it.
        }

        _held = null;
    }

    private async Task<Guid?> TokenAsync()
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(_stopping.Token);
        await using var command = new NpgsqlCommand("""SELECT "Token" FROM "DatabaseOwners" """, connection);
        return await command.ExecuteScalarAsync(_stopping.Token) as Guid?;
    }

    // Outside the pool. The server looks every second whether the process is still there, even during a query: otherwise it would keep the
    // lock for one that was killed. And it asks the machine, whose end no packet tells.
    private string LockConnection()
    {
        string[] settings =
        [
            "client_connection_check_interval=1000", "tcp_keepalives_idle=10", "tcp_keepalives_interval=3", "tcp_keepalives_count=3",
        ];
        return new NpgsqlConnectionStringBuilder(settings.Aggregate(connectionString, PostgresEngine.WithOption))
        {
            Pooling = false,
            ApplicationName = ConnectionName.Owner(Token),
        }.ToString();
    }
}
