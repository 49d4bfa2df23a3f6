using System.Text.RegularExpressions;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>The dashboard as `dotnet run` starts it, sandbox included, on free ports.</summary>
internal sealed partial class DashboardProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Only how often things are looked at differs from the defaults, for no one wants to wait for that; and how many pages a person may
    /// have: each test ends with its browser, whose circuit still counts for three minutes, and they are all of the same few people.
    /// </summary>
    private static readonly string[] Arguments =
    [
        "--urls", "http://127.0.0.1:0", "--Management:Port", "0", "--Sandbox:Port", "0", "--Sandbox:IdentityPort", "0",
        "--Sandbox:MailPort", "0", "--Sandbox:Rules", "false",
        "--Live:QuickInterval", "00:00:00.300", "--Live:CalmInterval", "00:00:01", "--Live:SlowInterval", "00:00:02",
        "--Operations:CreationRetry", "00:00:01", "--Operations:DeleteGrace", "00:00:00", "--Restores:Interval", "00:00:00.300",
        "--Nuclia:RetryDelay", "00:00:00.050", "--Nuclia:BreakDuration", "00:00:01",
        "--Alarms:UnreachableAfter", "00:05:00", "--Access:Sessions:ConfirmEvery", "00:00:01",
        "--Circuits:PerPerson", "200",
    ];

    private readonly RunningProgram _program;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _cloud = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DashboardProcess(IReadOnlyDictionary<string, string?> environment, string[] more) => _program = RunningProgram.Start(
        "dotnet", [Repository.Program, .. Arguments, .. more], Environment("Development").Concat(environment).ToDictionary(),
        line => Read(line));

    /// <summary>By name, as the identity provider: to a browser 127.0.0.1 is another site, whose cookies a sign-in loses.</summary>
    public Uri Address => new UriBuilder(_address.Task.Result) { Host = "localhost" }.Uri;

    public Uri Cloud => _cloud.Task.Result;

    public Uri Management => new(ManagementLine().Match(Output).Groups["where"].Value);

    /// <summary>
    /// What the program has logged as a mistake so far, with what it said about each. Polly calls it one when the cloud fails, which some
    /// tests want.
    /// </summary>
    public IEnumerable<string> Mistakes
    {
        get
        {
            var lines = _program.Lines.ToList();
            return lines.Index().Where(line => MistakeLine().IsMatch(line.Item))
                .Select(line => string.Join('\n', Whole(lines, line.Index)));
        }
    }

    public string Output => _program.Output;

    public static IReadOnlyDictionary<string, string?> Environment(string name) => new Dictionary<string, string?>
    {
        ["ASPNETCORE_ENVIRONMENT"] = name,
        ["DOTNET_ENVIRONMENT"] = name,
        ["ASPNETCORE_URLS"] = null,
        ["NO_COLOR"] = "1",
    };

    public static Task<DashboardProcess> StartAsync(params string[] more) => StartAsync(new Dictionary<string, string?>(), more);

    /// <param name="environment">Besides that of every dashboard.</param>
    public static async Task<DashboardProcess> StartAsync(IReadOnlyDictionary<string, string?> environment, params string[] more)
    {
        var dashboard = new DashboardProcess(environment, more);
        try
        {
            var announced = Task.WhenAll(dashboard._address.Task, dashboard._cloud.Task);
            var first = await Task.WhenAny(announced, dashboard._program.ExitAsync()).WaitAsync(StartTimeout);
            return first == announced
                ? dashboard
                : throw new InvalidOperationException($"The dashboard ended at once:\n{dashboard.Output}");
        }
        catch (TimeoutException)
        {
            await dashboard.DisposeAsync();
            throw new TimeoutException($"The dashboard did not tell its addresses within {StartTimeout}:\n{dashboard.Output}");
        }
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    /// <summary>The first line of a record, and the indented lines that continue it.</summary>
    private static IEnumerable<string> Whole(List<string> lines, int first) =>
        lines.Skip(first).Take(1).Concat(lines.Skip(first + 1).TakeWhile(line => line.StartsWith(' ')));

    private void Read(string line)
    {
        if (Announcement().Match(line) is { Success: true } found)
            (found.Groups["cloud"].Success ? _cloud : _address).TrySetResult(new Uri(found.Groups["where"].Value));
    }

    [GeneratedRegex(@"^\s+(BackupDashboard\s+|This is (?<cloud>the sandbox): .* at )(?<where>http://[^\s/]+)")]
    private static partial Regex Announcement();

    [GeneratedRegex(@"Metrics and health endpoints listen at (?<where>http://\S+)")]
    private static partial Regex ManagementLine();

    [GeneratedRegex(@"^(fail|crit): (?!Polly)|^Unhandled exception")]
    private static partial Regex MistakeLine();
}
