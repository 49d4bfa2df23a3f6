using Npgsql;

namespace BackupDashboard.Storage.Postgres;

// Shows those who stand by that this process runs. Its other connections prove less: a paused process keeps them.
internal sealed class Pulse(string connectionString, Guid token, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1.5);

    // When a process that falls silent is put out at the latest.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(9);

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        ApplicationName = ConnectionName.Pulse(token),
        CommandTimeout = 5,
    }.ToString();

    private readonly CancellationTokenSource _stopping = new();
    private Task _beating = Task.CompletedTask;
    private volatile Beat? _last;

    public int Standbys { get; private set; }

    /// <summary>Those who stood by at the last beat have had the time to put this process out.</summary>
    public bool IsMissed => _last is { Standbys: > 0 } last && time.GetElapsedTime(last.At) > LongestSilence;

    public void Start()
    {
        if (_beating.IsCompleted)
            _beating = BeatAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task BeatAsync()
    {
        while (true)
        {
            try
            {
                await BeatWhileConnectedAsync();
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or InvalidOperationException or TimeoutException)
            {
                // Those who watch the lock say that the server is away.
                Standbys = 0;
                await Task.Delay(Interval, time, _stopping.Token);
            }
        }
    }

    private async Task BeatWhileConnectedAsync()
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(_stopping.Token);
        await using var command = new NpgsqlCommand(
            $"""
            SELECT count(*)::int FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = '{ConnectionName.Standby}'
            """,
            connection);
        while (true)
        {
            Standbys = (int)(await command.ExecuteScalarAsync(_stopping.Token))!;
            _last = new Beat(time.GetTimestamp(), Standbys);
            await Task.Delay(Interval, time, _stopping.Token);
        }
    }

    private sealed record Beat(long At, int Standbys);
}
