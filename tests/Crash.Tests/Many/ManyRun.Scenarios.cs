using BackupDashboard.EndToEnd.Running;
using Npgsql;

namespace BackupDashboard.Crash.Many;

/// <summary>What happens, in this order: each leaves the dashboards as it found them.</summary>
internal sealed partial class ManyRun
{
    private string Database => new NpgsqlConnectionStringBuilder(cluster.Installation.ConnectionString).Database!;

    private IEnumerable<Scenario> Scenarios(bool isQuick)
    {
        Node active = null!;
        yield return new Scenario(
            "The active one is killed", "another one takes over",
            async () => await (active = Active()).KillAsync(), RestartAsync);
        OpenForm form = null!;
        yield return new Scenario(
            "The active one is killed while someone fills in a form", "what they had typed is there again",
            async () =>
            {
                form = await person.FillInAsync();
                await (active = Active()).KillAsync();
            },
            async () =>
            {
                await Cluster.UntilAsync(form.IsBackAsync, "what was typed is there again");
                await form.CloseAsync();
                await RestartAsync();
            });
        yield return new Scenario(
            "The active one stands still for a while, and goes on", "another one takes over, and the first one gives up",
            async () => await (active = Active()).PauseAsync(),
            async () =>
            {
                await PauseAsync(isQuick ? 1 : 45);
                await active.ContinueAsync();
                await active.EndAsync();
                await RestartAsync();
            });
        if (isQuick)
            yield break;

        yield return new Scenario(
            "The active one stands still between sending a command and its answer", "the command is settled, not repeated",
            async () =>
            {
                await cloud.FaultAsync(new { operation = "create", kind = "delay", delayMs = 3_000, times = 1 });
                var before = (await cloud.CommandsAsync()).Count;
                await RequestAsync();
                await Cluster.UntilAsync(async () => (await cloud.CommandsAsync()).Count > before, "the command reaches the cloud");
                await (active = Active()).PauseAsync();
            },
            async () =>
            {
                await PauseAsync(10);
                await active.ContinueAsync();
                await active.EndAsync();
                await RestartAsync();
            });
        yield return new Scenario(
            "The active one is cut off from the database, which neither of them is told", "another one takes over, the first one gives up",
            async () => await (active = Active()).CutOffAsync(),
            async () =>
            {
                await cluster.SuccessorAsync(active);
                await PauseAsync(30);
                await RequestAsync();

                // Each time someone else's turn.
                for (var request = 0; request < 3 * cluster.Nodes.Count; request++)
                {
                    if (!await cluster.IsReadyAsync())
                        _faults.Add("people are sent to the one that is cut off");
                }

                await active.ConnectAsync();
                await active.EndAsync();
                await RestartAsync();
            });
        if (Cable.CanBePulled)
        {
            yield return new Scenario(
                "The machine of the active one loses its power, and no packet says so", "another one takes over",
                async () => await (active = Active()).VanishAsync(),
                async () =>
                {
                    await cluster.SuccessorAsync();
                    await active.ReturnAsync();
                    await RestartAsync();
                });
        }

        yield return new Scenario(
            "One that stands by is killed", "no one notices",
            async () => await cluster.Nodes.First(node => node.StandsBy).KillAsync(), RestartAsync, ActiveChanges: 0);
        yield return new Scenario(
            "Each is stopped and started again, as an upgrade does", "one change of the active one",
            async () =>
            {
                active = Active();
                foreach (var node in cluster.Nodes.OrderBy(node => node.IsActive).ToList())
                {
                    await node.StopAsync();
                    node.Start(Grace);
                    if (node != active)
                        await Cluster.UntilAsync(() => Task.FromResult(node.StandsBy), "it stands by");
                }
            },
            RestartAsync);
        yield return new Scenario(
            "The database server restarts", "the active one goes on",
            async () =>
            {
                LoseServer();
                await PauseAsync(2);
                FindServer();
            },
            RestartAsync, ActiveChanges: 0, MayComplain: true);
        yield return new Scenario(
            "The database server is away", "looking goes on, and afterwards everything",
            () =>
            {
                LoseServer();
                return Task.CompletedTask;
            },
            async () =>
            {
                await PauseAsync(20);
                FindServer();
                await RestartAsync();
            }, ActiveChanges: 0, MayComplain: true);
        yield return new Scenario(
            "The database server is lost, and its replica promoted", "the active one goes on",
            () => cluster.MoveToReplicaAsync(), RestartAsync, ActiveChanges: 0, MayComplain: true);
        if (Disk.CanBeMounted)
        {
            yield return new Scenario(
                "The disk of the active one is full, and it is stopped and started with it", "another one takes over, nothing is lost",
                async () =>
                {
                    await (active = Active()).Disk!.FillAsync();
                    await RequestAsync();
                    await Cluster.UntilAsync(
                        () => Task.FromResult(active.Lines.Any(line => line.Contains("head could not be written"))), "it says so");
                    active.ForgiveMistakes();
                    await active.StopAsync();
                    active.Start(Grace);
                },
                async () =>
                {
                    await RestartAsync();
                    await RequestAsync();
                    await active.Disk!.FreeAsync();
                }, MayComplain: true);
            yield return new Scenario(
                "The database server has no space left", "looking goes on, and afterwards everything",
                async () =>
                {
                    await cluster.FillDatabaseAsync();
                    await Cluster.UntilAsync(async () => !await cluster.IsReadyAsync(), "it is noticed");
                },
                async () =>
                {
                    await PauseAsync(20);
                    await cluster.FreeDatabaseAsync();
                    await RestartAsync();
                }, ActiveChanges: 0, MayComplain: true);
        }

        yield return new Scenario(
            "All are killed at once, and all start at once", "one becomes active",
            async () =>
            {
                await Task.WhenAll(cluster.Nodes.Select(node => node.KillAsync()));
                cluster.Start(Grace);
            },
            RestartAsync);
        yield return new Scenario(
            "The database server is lost, and its replica promoted without the end of the journal",
            "nothing is recorded or sent until it is started again, which finds an older database",
            async () =>
            {
                await cluster.MoveToReplicaAsync(lacking: async () =>
                {
                    _unrecorded.Add(await RequestAsync());
                    await SettleAsync();
                });
                await RefusedAsync();
            },
            async () =>
            {
                foreach (var node in cluster.Nodes)
                {
                    node.ForgiveMistakes();
                    await node.StopAsync();
                }

                await RestartAsync();
                if (!Active().Lines.Any(line => line.Contains("Alarm: older database", StringComparison.Ordinal)))
                    _faults.Add("no alarm says that the database is older");
            }, MayComplain: true);
    }

    /// <summary>Someone requests a backup, and is told that it cannot be recorded. Nothing reaches the cloud.</summary>
    private async Task RefusedAsync()
    {
        var sent = (await cloud.CommandsAsync()).Count;
        if (await person.RefusedAsync(_zone, _boxes.Dequeue()) is var answer && !answer.Contains("cannot be written"))
            _faults.Add($"someone was told: {answer}");
        if ((await cloud.CommandsAsync()).Count != sent)
            _faults.Add("what could not be recorded was sent");
    }

    private void LoseServer()
    {
        PostgresServer.Execute($"""ALTER DATABASE "{Database}" ALLOW_CONNECTIONS false""");
        PostgresServer.Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Database}'");
    }

    private void FindServer() => PostgresServer.Execute($"""ALTER DATABASE "{Database}" ALLOW_CONNECTIONS true""");

    private static Task PauseAsync(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
