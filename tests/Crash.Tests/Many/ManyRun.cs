using System.Globalization;
using BackupDashboard.EndToEnd.Running;
using Npgsql;

namespace BackupDashboard.Crash.Many;

/// <summary>
/// Dashboards on one database die, stand still and lose their server, while hub clients listen through each of them, a page stays open, and
/// someone requests backups. What the cloud has is then what all of them show, and each request was carried out once.
/// </summary>
internal sealed class ManyRun(Cluster cluster, Cloud cloud, Operator person)
{
    // More of them than that would measure this machine.
    private const int MostKept = 3;

    private static readonly TimeSpan Grace = TimeSpan.Zero;

    private readonly string _zone = cloud.Zones.First();
    private readonly List<Witness> _witnesses = [];
    private readonly JournalFile _journal = new(cluster.Installation.Connect);
    private CloudBox _watched = null!;
    private Queue<CloudBox> _boxes = null!;
    private readonly List<string> _faults = [];
    private int _onPage;

    private string Database => new NpgsqlConnectionStringBuilder(cluster.Installation.ConnectionString).Database!;

    /// <param name="words">Only what has one of them in its name is played; everything if there are none.</param>
    public async Task<bool> RunAsync(bool isQuick, string[] words)
    {
        await SeedAsync();
        await RestartAsync();
        Console.WriteLine($"| All {cluster.Nodes.Count} start at once on an empty database | one becomes active | – | – | yes |");
        await cluster.KeepAsync(MostKept);
        await person.SignInAsync();
        var page = await person.OpenAsync(_zone, _watched.Slug);
        var cookie = await person.CookieAsync();
        foreach (var node in cluster.Nodes)
            _witnesses.Add(new Witness(node.Address, _zone, cookie));
        await SettleAsync();

        var results = new List<Result>();
        foreach (var scenario in Scenarios(isQuick).Where(one => words.Length == 0 || words.Any(one.Name.Contains)))
        {
            Console.WriteLine($"{scenario.Name}…");
            results.Add(await PlayAsync(scenario, page));
            Tell(results[^1]);
        }

        List<string> faults = [.. await AccountAsync(), .. await SignOutAsync(cookie)];
        foreach (var witness in _witnesses)
            await witness.DisposeAsync();
        await cluster.EndAsync();
        if (await cluster.Installation.VerifyAsync() is { } broken)
            faults.Add(broken);
        faults.AddRange(cluster.Mistakes.Distinct().Select(mistake => $"A dashboard has logged a mistake: {mistake}"));
        faults.ForEach(Console.WriteLine);
        return faults.Count == 0 && results.TrueForAll(result => result.IsGood);
    }

    private IEnumerable<Scenario> Scenarios(bool isQuick)
    {
        Node active = null!;
        yield return new Scenario(
            "The active one is killed", "another one takes over",
            async () => await (active = Active()).KillAsync(), RestartAsync);
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
            cluster.MoveToReplicaAsync, RestartAsync, ActiveChanges: 0, MayComplain: true);
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
    }

    private async Task<Result> PlayAsync(Scenario scenario, OpenPage page)
    {
        await RequestAsync();
        var before = ActiveOnes();
        await scenario.Happens();

        // Whatever happened, the cloud goes on.
        var begun = TimeProvider.System.GetTimestamp();
        var backup = await cloud.StartBackupAsync(_watched);
        _onPage++;
        var hubs = Cluster.UntilAsync(() => Task.FromResult(Reachable().All(witness => witness.Knows(backup))), "every hub client has it");
        var pages = Cluster.UntilAsync(() => page.ShowsAsync(_onPage), "the open page shows it");
        var (hubsAfter, pageAfter) = (await TimeAsync(hubs, begun), await TimeAsync(pages, begun));

        await scenario.Ends();
        await SettleAsync();
        await RequestAsync();
        List<string> faults = [.. _faults, .. _witnesses.SelectMany(witness => witness.Faults)];
        _faults.Clear();
        _witnesses.ForEach(witness => witness.Faults.Clear());
        foreach (var node in cluster.Nodes.Where(_ => scenario.MayComplain))
            node.ForgiveMistakes();
        if (hubsAfter is null || pageAfter is null)
            faults.Add("not fresh in time");
        if (ActiveOnes() - before is var changes && changes != scenario.ActiveChanges)
            faults.Add($"the active one changed {changes} times");
        return new Result(scenario, hubsAfter, pageAfter, faults);
    }

    private static async Task<TimeSpan?> TimeAsync(Task task, long begun)
    {
        try
        {
            await task;
            return TimeProvider.System.GetElapsedTime(begun);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task SeedAsync()
    {
        _watched = await SeededAsync();
        var boxes = new Queue<CloudBox>();
        for (var box = 0; box < 30; box++)
            boxes.Enqueue(await SeededAsync());
        _boxes = boxes;
    }

    private async Task<CloudBox> SeededAsync()
    {
        var before = (await cloud.BoxesAsync(_zone)).Select(box => box.Id).ToHashSet();
        await cloud.SeedAsync(_zone, knowledgeBoxes: 1, backups: 0);
        return (await cloud.BoxesAsync(_zone)).Single(box => !before.Contains(box.Id));
    }

    /// <summary>Someone requests a backup on a page, of a box that has none yet.</summary>
    private async Task RequestAsync()
    {
        await person.StartAsync(_zone, [_boxes.Dequeue()], new KillTrigger());
        while (person.GivenUp.TryDequeue(out var why))
            _faults.Add($"the person in the browser could not act: {why}");
    }

    private async Task RestartAsync()
    {
        cluster.Start(Grace);
        await Cluster.UntilAsync(
            () => Task.FromResult(
                cluster.Nodes.Count(node => node.IsActive) == 1 && cluster.Nodes.All(node => node.IsActive || node.StandsBy)),
            "one is active, and the others stand by");
        await cluster.ReadyAsync();
    }

    /// <summary>Everything that was requested has come to its end, and every hub client has what the cloud has.</summary>
    private Task SettleAsync() => Cluster.UntilAsync(
        async () =>
        {
            if ((await _journal.ReadAsync()).Any(row => row.IsActive))
                return false;

            string[] backups = [.. (await cloud.BackupsAsync(_zone)).Select(backup => backup.Id)];
            return _witnesses.TrueForAll(witness => witness.Knows(backups));
        },
        "every operation has ended, and every hub client has what the cloud has");

    private async Task<IReadOnlyList<string>> AccountAsync()
    {
        var journal = await _journal.ReadAsync();
        var commands = (await cloud.CommandsAsync()).CountBy(command => command.JournalTarget).ToDictionary();
        return
        [
            .. person.Accepted.Where(target => journal.All(row => row.Target != target)).Select(target => $"lost: {target}"),

            // One that failed was recorded as sent, and the process was stopped, or lost its database, before the call.
            .. journal.Where(row => commands.GetValueOrDefault(row.Target) != (row.HasSucceeded ? 1 : 0))
                .Select(row => $"sent {commands.GetValueOrDefault(row.Target)} times: {row}"),
        ];
    }

    private async Task<IReadOnlyList<string>> SignOutAsync(string cookie)
    {
        await person.SignOutAsync();
        var faults = new List<string>();
        foreach (var node in cluster.Nodes)
        {
            using var http = new HttpClient();
            http.DefaultRequestHeaders.Add("Cookie", cookie);
            using var answer = await http.GetAsync(new Uri(node.Address, "/api/v1/zones"));
            if (answer.StatusCode != System.Net.HttpStatusCode.Unauthorized)
                faults.Add($"{node.Address} answers {answer.StatusCode} to someone who has signed out");
        }

        return faults;
    }

    private IEnumerable<Witness> Reachable() => cluster.Nodes.Zip(_witnesses).Where(pair => pair.First.Answers).Select(pair => pair.Second);

    private Node Active() => cluster.Nodes.Single(node => node.IsActive);

    private int ActiveOnes() => cluster.Nodes.Sum(node => node.TimesActive);

    private void LoseServer()
    {
        PostgresServer.Execute($"""ALTER DATABASE "{Database}" ALLOW_CONNECTIONS false""");
        PostgresServer.Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Database}'");
    }

    private void FindServer() => PostgresServer.Execute($"""ALTER DATABASE "{Database}" ALLOW_CONNECTIONS true""");

    private static Task PauseAsync(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);

    private static void Tell(Result result) => Console.WriteLine(
        $"| {result.Scenario.Name} | {result.Scenario.Expected} | {Seconds(result.HubsFreshAfter)} | {Seconds(result.PageFreshAfter)} "
        + $"| {(result.IsGood ? "yes" : string.Join("; ", result.Faults))} |");

    private static string Seconds(TimeSpan? time) =>
        time is { TotalSeconds: var seconds } ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s") : "never";
}
