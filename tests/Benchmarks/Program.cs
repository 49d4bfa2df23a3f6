using BackupDashboard.Benchmarks;

if (args is ["peer", ..])
    return await Peer.RunAsync(args[1..]);

string? file = null;
var (isQuick, names) = (false, new List<string>());
for (var place = 0; place < args.Length; place++)
{
    if (args[place] == "--quick")
        isQuick = true;
    else if (args[place] == "--json" && place + 1 < args.Length)
        file = args[++place];
    else
        names.Add(args[place]);
}

if (names is ["--list"])
{
    foreach (var benchmark in Benchmark.All)
        Console.WriteLine($"{benchmark.Name,-10} {benchmark.What}");
    return 0;
}

if (names.Count == 0 || names.Find(name => name != "all" && Benchmark.All.All(benchmark => benchmark.Name != name)) is not null)
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- (all | NAME...) [--quick] [--json FILE] | --list");
    return 2;
}

SetDefaultExpectTimeout(60_000);
var report = new Report();
Report.Begin();
try
{
    foreach (var benchmark in Benchmark.All.Where(one => names.Contains(one.Name) || (names.Contains("all") && one.IsInAll)))
        await benchmark.RunAsync(isQuick ? Scale.Quick : Scale.Full, figure => report.Add(benchmark.Name, figure));
}
catch (Exception exception)
{
    // Here, and not by the runtime: an abort would leave processes and folders behind.
    await Console.Error.WriteLineAsync(exception.ToString());
    return 1;
}

if (file is not null)
    await report.WriteAsync(file);
return 0;
