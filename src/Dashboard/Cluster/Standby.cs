using BackupDashboard.Hosting;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Cluster;

/// <summary>
/// The time before this dashboard is active. It serves the same addresses as later, so that whatever is in front of several dashboards
/// needs to know nothing about who is active.
/// </summary>
internal sealed class Standby(
    IDatabaseEngine engine, IEnumerable<IFollowActive> followers, Node node, ManagementServer management, IConfiguration configuration,
    IOptions<ClusterOptions> options, ILoggerFactory loggers, ILogger<Standby> logger, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private StandbyServer? _server;
    private bool _canSee = true;

    /// <summary>Comes back when this dashboard may use the database. Until <see cref="StopAsync"/> it goes on answering.</summary>
    /// <returns>The exit code of a program that has to end instead; otherwise null.</returns>
    public async Task<int?> WaitAsync(TextWriter output)
    {
        try
        {
            if (options.Value.Address.Length > 0 && !await IsTakenAsync((ISuccession)engine))
                return 0;
        }
        catch (Exception exception) when (HostExtensions.SentenceFor(exception) is { } sentence)
        {
            StartupCheck.Report(output, [sentence]);
            return 1;
        }

        node.BecomesActive();
        return null;
    }

    /// <summary>Leaves its addresses to the pages.</summary>
    /// <returns>True if the program was told to end meanwhile: until now only this listened to that.</returns>
    public async Task<bool> StopAsync()
    {
        var isToldToEnd = _server is { Stopping.IsCancellationRequested: true };
        await DisposeAsync();
        return isToldToEnd;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
            await server.DisposeAsync();
        _server = null;
    }

    // Returns false once the program was told to end.
    private async Task<bool> IsTakenAsync(ISuccession succession)
    {
        await management.StartingAsync(CancellationToken.None);
        _server = new StandbyServer(configuration, loggers);
        try
        {
            // It listens once it knows where to lead.
            if (!await IsTakenNowAsync(succession, _server))
            {
                await _server.StartAsync();
                Log.StandsBy(logger, options.Value.Address);
                do
                    await Task.Delay(BetweenTries, time, _server.Stopping);
                while (!await IsTakenNowAsync(succession, _server));
            }

            Log.BecomesActive(logger);
            return true;
        }
        catch (OperationCanceledException) when (_server.Stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> IsTakenNowAsync(ISuccession succession, StandbyServer server)
    {
        try
        {
            var isTaken = await succession.TryTakeAsync(server.Stopping);
            var active = isTaken ? null : await succession.FindActiveAsync(server.Stopping);
            if (server.LeadTo(active) && active is not null)
                Log.PassesOn(logger, active);
            if (active is not null)
                await FollowAsync(server.Stopping);
            if (!_canSee)
                Log.SeesAgain(logger);
            _canSee = true;
            return isTaken;
        }
        catch (StorageException exception)
        {
            if (_canSee)
                Log.CannotSee(logger, exception.Message);
            _canSee = false;
            return false;
        }
    }

    // Someone is active, so the tables are there.
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        foreach (var follower in followers)
        {
            if (await follower.FollowAsync(cancellationToken) is { } problem)
                throw new StartException(problem);
        }
    }
}
