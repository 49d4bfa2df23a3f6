namespace BackupDashboard.Crash;

/// <summary>
/// Life after life of a dashboard: operations are requested, the process is killed, and the next one finds what is left.
/// </summary>
internal sealed class CrashRun(Cloud cloud, IDashboard dashboard, Operator person, Workload stock, Random random)
{
    /// <summary>Every how many kills the journal is audited, the last one included.</summary>
    private const int VerifyEvery = 10;

    /// <summary>
    /// One or two requests may come too late for a life. More show that nothing can be requested, and the rest of the run would prove
    /// nothing.
    /// </summary>
    private const int MostInVain = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SettleInterval = TimeSpan.FromSeconds(1);

    private readonly JournalFile _journal = new(dashboard.Installation.Connect);
    private readonly FaultSchedule _weather = new(cloud, random);
    private readonly HashSet<string> _underWay = [];
    private readonly HashSet<string> _unanswered = [];
    private IReadOnlySet<string> _activeTargets = new HashSet<string>();

    public async Task<CrashReport> RunAsync(int kills)
    {
        var before = await cloud.PictureAsync();
        dashboard.Start(Grace());
        await dashboard.ReadyAsync();
        await person.SignInAsync();
        await person.PlanAsync(stock.Scheduled, stock.ThinnedOut);

        for (var kill = 1; kill <= kills; kill++)
        {
            await _weather.ChangeAsync();
            await LiveAsync(before);
            if (person.GivenUp.Count > Math.Max(MostInVain, kills / 10))
                throw new InvalidOperationException(
                    $"Stopped at kill {kill}: the person in the browser cannot act. {string.Join(" ", person.GivenUp)}");
            await SurveyAsync(kill);
            if (kill % VerifyEvery == 0 && await dashboard.Installation.VerifyAsync() is { } broken)
                throw new InvalidOperationException($"After kill {kill}: {broken}");

            dashboard.Start(Grace());
        }

        return await SettleAsync(kills, before);
    }

    /// <summary>One life, up to the moment of its end.</summary>
    private async Task LiveAsync(CloudPicture before)
    {
        // Some die young: while they start, and while they look what became of their predecessors' calls.
        if (random.Next(8) == 0)
        {
            await PauseAsync(random.Next(200, 4_000));
            await dashboard.KillAsync();
            return;
        }

        await dashboard.ReadyAsync();
        var moment = new KillTrigger();
        var asking = Task.WhenAll(Asking(before, moment).ToList());

        // Some are killed as soon as someone has clicked, before it is known whether it was accepted; most when all has been requested.
        var (begun, longest) = random.Next(8) switch
        {
            0 => (moment.Asked, 150),
            1 => (moment.Accepted, 150),
            <= 4 => (asking, 300),
            <= 6 => (asking, 1_500),
            _ => (asking, 5_000),
        };
        await Task.WhenAny(begun, Task.Delay(Patience, TimeProvider.System));
        await PauseAsync(random.Next(longest));
        moment.Comes();
        await dashboard.KillAsync();
        moment.IsOver();
        await asking;
    }

    /// <summary>One or two people at once, each with something else in mind.</summary>
    private IEnumerable<Task> Asking(CloudPicture before, KillTrigger moment)
    {
        var zones = cloud.Zones.ToArray();
        var zone = zones[random.Next(zones.Length)];
        var choice = random.Next(10);
        if (choice < 8)
        {
            var box = stock.BoxToDelete(zone);
            yield return person.DeleteAsync(box, [.. before.Backups.Where(backup => backup.BoxId == box.Id)], moment);
        }

        if (choice is 0 or 1 or 2 or >= 8)
        {
            var other = zones[random.Next(zones.Length)];
            yield return person.StartAsync(other, stock.BoxesToStart(other, _activeTargets, random, count: 2), moment);
        }

        if (choice is 3 or 4 or 9)
        {
            var (backup, slug) = stock.BackupToRestore();
            yield return person.RestoreAsync(backup, slug, moment);
        }
    }

    /// <summary>What the dead process has left behind.</summary>
    private async Task SurveyAsync(int kill)
    {
        var rows = await _journal.ReadAsync();
        var active = rows.Where(row => row.IsActive).ToList();
        _activeTargets = active.Select(row => row.Target).ToHashSet();
        _underWay.UnionWith(active.Select(row => row.Id));
        _unanswered.UnionWith(active.Where(row => row.State is "Sent" or "Unknown").Select(row => row.Id));
        var states = string.Join(", ", active.CountBy(row => row.State).Select(state => $"{state.Value} {state.Key}"));
        Console.WriteLine($"Kill {kill}: {rows.Count} operations so far, under way: {(states == "" ? "none" : states)}");
    }

    /// <summary>The cloud is well again: now everything has to come to its end.</summary>
    private async Task<CrashReport> SettleAsync(int kills, CloudPicture before)
    {
        await cloud.ClearFaultsAsync();
        await dashboard.ReadyAsync();
        var rows = await _journal.ReadAsync();
        for (var waited = TimeSpan.Zero; waited < SettleTimeout && rows.Any(row => row.IsActive); waited += SettleInterval)
        {
            await Task.Delay(SettleInterval, TimeProvider.System);
            rows = await _journal.ReadAsync();
        }

        var commands = await cloud.CommandsAsync();
        var account = new Account(
            rows, person.Accepted, commands, before, await cloud.PictureAsync(), stock.ThinnedOut);
        var everUnknown = await _journal.EverUnknownAsync();
        await dashboard.EndAsync();
        return new CrashReport(kills, rows, account.Settle(), person.Accepted.Count, _underWay.Count, _unanswered.Count, everUnknown)
        {
            Obstacles =
            [
                .. await dashboard.Installation.VerifyAsync() is { } broken ? [broken] : Array.Empty<string>(),
                .. await cloud.CommandCallsAsync() == commands.Count
                    ? Array.Empty<string>()
                    : ["The two counts of the sandbox do not agree."],
                .. dashboard.Mistakes.Distinct().Select(mistake => $"The dashboard has logged a mistake: {mistake}"),
            ],
        };
    }

    private TimeSpan Grace() => TimeSpan.FromSeconds(random.Next(3));

    private static Task PauseAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);
}
