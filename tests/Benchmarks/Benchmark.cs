namespace BackupDashboard.Benchmarks;

/// <summary>What is measured, and how.</summary>
/// <param name="IsInAll">False for what takes an hour, or needs PostgreSQL and HAProxy.</param>
internal sealed record Benchmark(string Name, string What, Func<Scale, Action<Figure>, Task> RunAsync, bool IsInAll = true)
{
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("poll", "The cost of reading a list of backups again, against one pass over its bytes", PollBenchmark.RunAsync),
        new("read", "A page of 200 backups over HTTP, against ready bytes and a small zone", ReadBenchmark.RunAsync),
        new("unchanged", "The same page for a caller who has it already (304)", UnchangedBenchmark.RunAsync),
        new("coverage", "The verdicts over 5,000 boxes, against a limit of its own", CoverageBenchmark.RunAsync),
        new("schedule", "One time of a schedule of 5,000 boxes, decided", ScheduleBenchmark.RunAsync),
        new("retention", "What one retention rule would delete of 5,000 boxes", RetentionBenchmark.RunAsync),
        new("proxy", "Clients that want the list of a zone, against a reverse proxy before the cloud", ProxyBenchmark.RunAsync),
        new("upstream", "Calls to the cloud while many watch a zone, against one viewer", UpstreamBenchmark.RunAsync),
        new("fanout", "A change that reaches many clients of the hub, against a bare hub", FanoutBenchmark.RunAsync),
        new("memory", "Memory with a large zone, against one with a small one", MemoryBenchmark.RunAsync),
        new("page", "Open pages of a large zone in Chromium, against those of a small one", PageBenchmark.RunAsync),
        new("screen", "A backup finishes, and the page shows it", ScreenBenchmark.RunAsync),
        new("start", "From the start of the process to the first page, against an empty Blazor app", StartBenchmark.RunAsync),
        new("nodes", "Three dashboards on PostgreSQL behind a proxy, against one", NodesBenchmark.RunAsync, IsInAll: false),
        new("soak", "An hour of people who come and go, against its own beginning", SoakBenchmark.RunAsync, IsInAll: false),
    ];
}

/// <summary>How much is measured.</summary>
/// <param name="Large">Backups in the large zone.</param>
/// <param name="WarmUp">How long requests go on before the first round: code is compiled for the second time meanwhile.</param>
/// <param name="Round">How long one round of requests takes.</param>
/// <param name="Wait">How long to look on while something goes by itself.</param>
/// <param name="Soak">How long the benchmark "soak" takes.</param>
internal sealed record Scale(
    int Rounds, int Middle, int Large, TimeSpan WarmUp, TimeSpan Round, int Clients, int Tabs, int Changes, TimeSpan Wait, TimeSpan Soak)
{
    /// <summary>Of which the backups of the large zone are.</summary>
    public int Boxes => Large / 20;

    public static Scale Full { get; } =
        new(
            3, 10_000, 100_000, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), 1_000, 20, 30, TimeSpan.FromSeconds(15),
            TimeSpan.FromHours(1));

    /// <summary>Proves that everything works; its figures mean little.</summary>
    public static Scale Quick { get; } =
        new(
            1, 1_000, 5_000, TimeSpan.FromSeconds(0.15), TimeSpan.FromSeconds(0.15), 50, 2, 3, TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1));
}
