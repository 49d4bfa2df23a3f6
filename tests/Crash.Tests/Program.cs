using System.Globalization;
using BackupDashboard.Crash;
using BackupDashboard.Crash.Many;

var folder = Directory.CreateTempSubdirectory("backup-dashboard-crash-");
try
{
    await using var sandbox = await Sandbox.StartAsync();
    using var cloud = await Cloud.ConnectAsync(sandbox.Cloud);
    await cloud.SpeedAsync(factor: 4);
    var installation = new Installation(folder, sandbox);
    var isGood = args switch
    {
        [] => await CrashAsync(installation, cloud),
        ["many", "quick"] => await ManyAsync(installation, cloud, nodes: 2, isQuick: true, words: []),
        ["many", .. var words] => await ManyAsync(installation, cloud, nodes: 5, isQuick: false, words),
        _ => throw new ArgumentException("usage: Crash.Tests [many [quick | WORD…]], with words of the rows to play"),
    };
    return isGood ? 0 : 1;
}
catch (Exception exception)
{
    // Here, and not by the runtime: an abort would leave the folder.
    await Console.Error.WriteLineAsync(exception.ToString());
    return 1;
}
finally
{
    folder.Delete(recursive: true);
}

// What is requested, the weather and the moments of the kills are drawn from the seed. What the machine makes of them is its own affair.
static async Task<bool> CrashAsync(Installation installation, Cloud cloud)
{
    var kills = Number("CRASH_KILLS", 100);
    var seed = Number("CRASH_SEED", Random.Shared.Next(1_000_000));
    var nodes = Number("CRASH_NODES", 1);
    var begun = TimeProvider.System.GetTimestamp();
    Console.WriteLine($"{kills} kills with seed {seed} on {(Installation.IsOnPostgres ? "PostgreSQL" : "SQLite")}, nodes: {nodes}");
    var stock = await Workload.FillAsync(cloud, kills);
    await using IDashboard dashboard = nodes == 1
        ? new Dashboard(installation)
        : await Cluster.CreateAsync(installation, nodes, new Random(seed));
    await using var person = await Operator.StartAsync(dashboard.Address);

    var report = await new CrashRun(cloud, dashboard, person, stock, new Random(seed)).RunAsync(kills);
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"It took {TimeProvider.System.GetElapsedTime(begun).TotalMinutes:0.0} minutes."));
    report.Tell();
    return report.IsGood;
}

static async Task<bool> ManyAsync(Installation installation, Cloud cloud, int nodes, bool isQuick, string[] words)
{
    await using var cluster = await Cluster.CreateAsync(installation, nodes, new Random(0), hasDisks: !isQuick);
    await using var person = await Operator.StartAsync(cluster.Address);
    var isGood = false;
    try
    {
        return isGood = await new ManyRun(cluster, cloud, person).RunAsync(isQuick, words);
    }
    finally
    {
        // Otherwise no one would know why.
        foreach (var node in cluster.Nodes.Where(_ => !isGood))
            Console.WriteLine($"== Node {node.Number}\n{string.Join('\n', node.History.TakeLast(80))}");
    }
}

static int Number(string name, int otherwise)
{
    if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } text)
        return otherwise;

    return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"{name} is '{text}', which is no number.");
}
