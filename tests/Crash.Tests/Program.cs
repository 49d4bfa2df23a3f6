using System.Globalization;
using BackupDashboard.Crash;

// What is requested, the weather and the moments of the kills are drawn from the seed. What the machine makes of them is its own affair.
var kills = Number("CRASH_KILLS", 100);
var seed = Number("CRASH_SEED", Random.Shared.Next(1_000_000));
var begun = TimeProvider.System.GetTimestamp();
Console.WriteLine($"{kills} kills with seed {seed} on {(Dashboard.IsOnPostgres ? "PostgreSQL" : "SQLite")}");

var folder = Directory.CreateTempSubdirectory("backup-dashboard-crash-");
try
{
    await using var sandbox = await Sandbox.StartAsync();
    using var cloud = await Cloud.ConnectAsync(sandbox.Cloud);
    await cloud.SpeedAsync(factor: 4);
    var stock = await Workload.FillAsync(cloud, kills);
    await using var dashboard = new Dashboard(folder, sandbox);
    await using var person = await Operator.StartAsync(dashboard.Address);

    var report = await new CrashRun(cloud, dashboard, person, stock, new Random(seed)).RunAsync(kills);
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"It took {TimeProvider.System.GetElapsedTime(begun).TotalMinutes:0.0} minutes."));
    report.Tell();
    return report.IsGood ? 0 : 1;
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

static int Number(string name, int otherwise)
{
    if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } text)
        return otherwise;

    return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"{name} is '{text}', which is no number.");
}
