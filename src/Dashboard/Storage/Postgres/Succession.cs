using Npgsql;

namespace BackupDashboard.Storage.Postgres;

/// <summary>
/// What a dashboard does that stands by. Only the lock decides who is active; this finds out when its holder may be put out. It compares
/// no clocks: the age of the pulse is the server's, the waiting this process's own.
/// </summary>
internal sealed class Succession(
    Ownership ownership, Pulse pulse, string connectionString, TimeProvider time, ILogger<Succession> logger) : IAsyncDisposable
{
    /// <summary>Longer than two beats: one may come late.</summary>
    private const int FreshSeconds = 4;

    private const int TokenLength = 32;

    /// <summary>With that, and the steps between looks, a process that falls silent is put out 5.5 s to 9 s later.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    // The one that was active comes back to the server sooner, and goes on: what its pages and people are in the middle of is not lost.
    private static readonly TimeSpan PrecedenceAfterOutage = TimeSpan.FromSeconds(6);

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = ConnectionName.Standby,
        MaxPoolSize = 1,
        CommandTimeout = 5,
    });

    private long? _awaySince;

    // Since when which connection has the lock and its process is silent.
    private (int Holder, long Since)? _silent;

    // Throws NpgsqlException and its like: the server is away.
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var silent = await SilentHolderAsync(cancellationToken);
            if (_awaySince is { } away && time.GetElapsedTime(away) < PrecedenceAfterOutage)
                return false;
            if (await IsTakenAsync(cancellationToken))
                return true;

            // Another holder begins anew: it may have taken over a moment ago.
            _awaySince = null;
            _silent = silent is not { } holder ? null : _silent?.Holder == holder ? _silent : (holder, time.GetTimestamp());
            if (_silent is not { } found || time.GetElapsedTime(found.Since) < Silence)
                return false;

            _silent = null;
            Log.PutOut(logger);
            await PutOutAsync(found.Holder, cancellationToken);
            return await IsTakenAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _awaySince = time.GetTimestamp();
            _silent = null;
            throw;
        }
    }

    public async Task<Uri?> FindActiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = _source.CreateCommand("""SELECT "Address" FROM "DatabaseOwners" """);
            return await command.ExecuteScalarAsync(cancellationToken) is string address ? new Uri(address) : null;
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn)
        {
            // The first start ever, or an older version is active.
            return null;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<bool> IsTakenAsync(CancellationToken cancellationToken)
    {
        if (!await ownership.TryTakeAsync(cancellationToken))
            return false;

        // The others look for signs of life from now on. And the active one counts the connections of those that stand by.
        pulse.Start();
        _source.Clear();
        return true;
    }

    // Returns the connection that has the lock, of a process that gave no sign of life; null if there is none.
    private async Task<int?> SilentHolderAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            $"""
            SELECT holder.pid FROM pg_stat_activity holder JOIN pg_locks held USING (pid)
            WHERE holder.datname = current_database() AND starts_with(holder.application_name, '{ConnectionName.OwnerPrefix}')
                AND held.locktype = 'advisory' AND held.granted
                AND NOT EXISTS (
                    SELECT FROM pg_stat_activity pulse WHERE pulse.datname = current_database()
                        AND pulse.application_name
                            = replace(holder.application_name, '{ConnectionName.OwnerPrefix}', '{ConnectionName.PulsePrefix}')
                        AND clock_timestamp() - pulse.state_change < '{FreshSeconds} s')
            """);
        return await command.ExecuteScalarAsync(cancellationToken) as int?;
    }

    // The server ends the connection that holds the lock, and all others of the same process: one that stands still in the middle of a
    // transaction would keep its lock on the owner's row, for which whoever takes over would wait. What it writes later is refused: by then
    // another one has signed.
    private async Task PutOutAsync(int holder, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            $"""
            SELECT count(pg_terminate_backend(pid, 1000)) FROM pg_stat_activity
            WHERE datname = current_database() AND right(application_name, {TokenLength}) =
                (SELECT right(application_name, {TokenLength}) FROM pg_stat_activity WHERE pid = $1)
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = holder });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
