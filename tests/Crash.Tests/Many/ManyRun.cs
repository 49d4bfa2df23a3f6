using System.Globalization;

namespace BackupDashboard.Crash.Many;

/// <summary>
/// Dashboards on one database die, stand still and lose their server, while hub clients listen through each of them, a page stays open, and
/// someone requests backups. What the cloud has is then what all of them show, and each request was carried out once.
/// </summary>
internal sealed partial class ManyRun(Cluster cluster, Cloud cloud, Operator person)
{
    // More of them than that would measure this machine.
    private const int MostKept = 3;

    private static readonly TimeSpan Grace = TimeSpan.Zero;

    // What was just written was written a moment ago.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(15);

    private readonly string _zone = cloud.Zones.First();
    private readonly List<Witness> _witnesses = [];
    private readonly JournalFile _journal = new(cluster.Installation.Connect);
    private CloudBox _watched = null!;
    private Queue<CloudBox> _boxes = null!;
    private readonly List<string> _faults = [];

    // The targets of what was requested and recorded where it is no longer.
    private readonly List<string> _unrecorded = [];
    private int _onPage;

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
        await CheckClockAsync();
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
        for (var box = 0; box < 40; box++)
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
    /// <returns>The target.</returns>
    private async Task<string> RequestAsync()
    {
        var box = _boxes.Dequeue();
        await person.StartAsync(_zone, [box], new KillTrigger());
        while (person.GivenUp.TryDequeue(out var why))
            _faults.Add($"the person in the browser could not act: {why}");
        return Targets.Box(_zone, box.Id);
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

    /// <summary>Otherwise no clocks would differ, and nobody would notice.</summary>
    private async Task CheckClockAsync()
    {
        var ahead = await _journal.WrittenAtAsync() - TimeProvider.System.GetUtcNow();
        if ((ahead - Active().Ahead).Duration() > ClockTolerance)
            _faults.Add($"the clock is ahead by {ahead} instead of {Active().Ahead}");
    }

    private async Task<IReadOnlyList<string>> AccountAsync()
    {
        var journal = await _journal.ReadAsync();
        var commands = (await cloud.CommandsAsync()).CountBy(command => command.JournalTarget).ToDictionary();
        return
        [
            .. person.Accepted.Except(_unrecorded).Where(target => journal.All(row => row.Target != target))
                .Select(target => $"lost: {target}"),
            .. _unrecorded.Where(target => commands.GetValueOrDefault(target) != 1 || journal.Any(row => row.Target == target))
                .Select(target => $"not lost with the server, or sent again: {target}"),

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

    private static void Tell(Result result) => Console.WriteLine(
        $"| {result.Scenario.Name} | {result.Scenario.Expected} | {Seconds(result.HubsFreshAfter)} | {Seconds(result.PageFreshAfter)} "
        + $"| {(result.IsGood ? "yes" : string.Join("; ", result.Faults))} |");

    private static string Seconds(TimeSpan? time) =>
        time is { TotalSeconds: var seconds } ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s") : "never";
}
