using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackupDashboard.Crash;
using BackupDashboard.EndToEnd.Running;
using ProxyProcess = BackupDashboard.Crash.Proxy;
using SandboxProcess = BackupDashboard.Crash.Sandbox;

namespace BackupDashboard.Benchmarks;

/// <summary>The published dashboard, the sandbox with zones of three sizes, and a program that may read all of them.</summary>
internal sealed partial class Stage : IAsyncDisposable
{
    public const string Small = "europe-1";
    public const string Middle = "aws-us-east-2-1";
    public const string Large = "aws-ap-southeast-2-1";
    public const string Tenant = "5a9d0b4e-4c0f-4f6e-9d52-0d6a3c8e7b10";
    public const string Client = "c3f1d8a6-7b1e-4a35-8c0d-2e9b64f05a20";

    private const string Listens = "Now listening on";

    private static readonly TimeSpan LoadTimeout = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backup-dashboard-bench-");
    private readonly List<IAsyncDisposable> _processes = [];

    public SandboxProcess Sandbox { get; private set; } = null!;

    public ServerProcess Dashboard { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>Of metrics and health.</summary>
    public Uri Management { get; private set; } = null!;

    public string Token { get; private set; } = "";

    /// <summary>Where the dashboard was published to: once, for all benchmarks. Null before the first stage.</summary>
    public static string? Published { get; private set; }

    /// <summary>How many backups each zone has.</summary>
    public Dictionary<string, int> Sizes { get; } = [];

    /// <param name="middle">Backups in the middle zone, besides those that are there anyway.</param>
    /// <param name="settings">More settings of the dashboard.</param>
    public static Task<Stage> StartAsync(int middle, int large, params string[] settings) => StartAsync(middle, large, nodes: 0, settings);

    /// <summary>Several dashboards on one database of PostgreSQL, behind the proxy.</summary>
    /// <param name="middle">As above.</param>
    public static Task<Stage> StartManyAsync(int nodes, int middle, params string[] settings) =>
        StartAsync(middle, large: 0, nodes, settings);

    private static async Task<Stage> StartAsync(int middle, int large, int nodes, string[] settings)
    {
        var stage = new Stage();
        try
        {
            stage.Sandbox = await SandboxProcess.StartAsync();
            stage._processes.Add(stage.Sandbox);
            Published ??= await PublishAsync();
            await stage.SeedAsync(middle, large);
            await stage.StartDashboardsAsync(nodes, settings);
            await stage.RenewTokenAsync();
            await stage.LoadedAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls the dashboard as a program with its token.</summary>
    public HttpClient Caller(Uri? address = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = address ?? Address,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return http;
    }

    /// <summary>It is good for an hour.</summary>
    public async Task RenewTokenAsync()
    {
        using var http = new HttpClient { BaseAddress = Sandbox.Identity };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "7d0c5b1e-2f64-4d0b-8a4f-52c1e6b02002",
            ["client_secret"] = "pipeline-secret",
            ["scope"] = $"api://{Client}/.default",
        });
        using var response = await http.PostAsync(new Uri($"{Tenant}/oauth2/v2.0/token", UriKind.Relative), form);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Token = answer.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>Asks the sandbox for something besides its API: "seed", "speed".</summary>
    public async Task ControlAsync(string what, object? body)
    {
        using var http = new HttpClient { BaseAddress = Sandbox.Cloud };
        using var response = await http.PostAsync(
            new Uri($"sandbox/{what}", UriKind.Relative), body is null ? null : JsonContent.Create(body));
        response.EnsureSuccessStatusCode();
    }

    public async Task<JsonDocument> CloudAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = Sandbox.Cloud };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-token");
        return JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    /// <summary>One more dashboard, with a journal of its own. It is the caller's to stop.</summary>
    /// <param name="program">The folder of another way to publish it.</param>
    public ServerProcess StartAnother(string program) => Start($"journal-{Guid.NewGuid():N}", [], program);

    /// <summary>Starts a backup of some box, behind the dashboard's back.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartBackupAsync(string zone)
    {
        var account = await AccountAsync();
        var origin = await OriginAsync(zone);
        using var http = new HttpClient { BaseAddress = origin };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-token");
        using var boxes = JsonDocument.Parse(await http.GetStringAsync(new Uri($"api/v1/account/{account}/kbs", UriKind.Relative)));
        var box = boxes.RootElement[0].GetProperty("id").GetString();
        using var response = await http.PostAsJsonAsync(
            new Uri($"api/v1/account/{account}/backups", UriKind.Relative), new { kb_id = box });
        response.EnsureSuccessStatusCode();
        using var made = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return made.RootElement.GetProperty("id").GetString()!;
    }

    public async Task<string> AccountAsync()
    {
        using var accounts = await CloudAsync("api/v1/accounts");
        return accounts.RootElement[0].GetProperty("id").GetString()!;
    }

    public async Task<Uri> OriginAsync(string zone)
    {
        using var zones = await CloudAsync($"api/v1/account/{await AccountAsync()}/zones");
        return new Uri(zones.RootElement.EnumerateArray().Single(one => one.GetProperty("slug").GetString() == zone)
            .GetProperty("origin").GetString()!);
    }

    /// <summary>A process of this program: a peer.</summary>
    public async Task<ServerProcess> StartPeerAsync(params string[] arguments)
    {
        var peer = ServerProcess.Start(typeof(Stage).Assembly.Location, arguments, Listens, Environment());
        _processes.Add(peer);
        await peer.ReadyAsync();
        return peer;
    }

    public static Uri AddressOf(ServerProcess process) =>
        new(process.Lines.Select(line => Listening().Match(line)).First(match => match.Success).Groups["where"].Value);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
            await process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<string> PublishAsync()
    {
        var folder = Directory.CreateTempSubdirectory("backup-dashboard-app-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["publish", Path.Combine(Repository.Root, "BackupDashboard.csproj"), "-c", "Release", "-o", folder.FullName, "-v", "q"])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException($"The dashboard could not be published:\n{said}");
        return folder.FullName;
    }

    private async Task SeedAsync(int middle, int large)
    {
        // So that a page of 200 is full in each zone.
        await ControlAsync("seed", new { zone = Small, knowledgeBoxes = 1, backups = 100 });
        if (middle > 0)
            await ControlAsync("seed", new { zone = Middle, knowledgeBoxes = Math.Max(1, middle / 200), backups = middle });
        if (large > 0)
            await ControlAsync("seed", new { zone = Large, knowledgeBoxes = Math.Max(1, large / 200), backups = large });
    }

    /// <param name="nodes">0 for one on SQLite, without a proxy.</param>
    private async Task StartDashboardsAsync(int nodes, string[] settings)
    {
        int[] ports = [.. Enumerable.Range(0, nodes).Select(_ => FreePort.Find())];
        string[] common = nodes == 0
            ? settings
            :
            [
                .. PostgresServer.NewDatabase(), .. await CommonKeys.MakeAsync(Path.Combine(_folder.FullName, "common.key")),
                "--Proxy:KnownProxies:0", "127.0.0.1", .. settings,
            ];
        Dashboard = await ReadyAsync([.. common, .. ports.Take(1).SelectMany(OfNode)], Listens);

        // The first one is active, and the others stand by.
        foreach (var port in ports.Skip(1))
            await ReadyAsync([.. common, .. OfNode(port)], "Stands by at");
        Address = nodes == 0 ? new UriBuilder(AddressOf(Dashboard)) { Host = "localhost" }.Uri : await ProxyAsync(ports);
        Management = new Uri(
            Dashboard.Lines.Select(line => ManagementLine().Match(line)).First(match => match.Success).Groups["where"].Value);
    }

    private string[] OfNode(int port) =>
    [
        "--urls", $"http://127.0.0.1:{port}", "--Cluster:Address", $"http://127.0.0.1:{port}",
        "--Storage:HeadFile", Path.Combine(_folder.FullName, $"{port}.head"),
    ];

    private async Task<Uri> ProxyAsync(int[] ports)
    {
        var proxy = await ProxyProcess.StartAsync(ports, _folder);
        _processes.Add(proxy);
        return proxy.Address;
    }

    private async Task<ServerProcess> ReadyAsync(string[] settings, string readyWhen)
    {
        var process = Start("journal", settings, Published!, readyWhen);
        _processes.Add(process);
        await process.ReadyAsync();
        return process;
    }

    private ServerProcess Start(string journal, string[] settings, string program, string readyWhen = Listens) => ServerProcess.Start(
        Path.Combine(program, "BackupDashboard.dll"),
        [
            "--contentRoot", program, "--urls", "http://127.0.0.1:0", "--Management:Port", "0",
            "--Storage:Path", Path.Combine(_folder.FullName, $"{journal}.db"),
            "--Storage:KeyFile", Path.Combine(_folder.FullName, $"{journal}.key"),
            "--Nuclia:GlobalUrl", Sandbox.Cloud.ToString(), "--Nuclia:Account", "acme", "--Nuclia:Token", "sandbox-token",
            "--AzureAd:Instance", Sandbox.Identity.ToString(), "--AzureAd:TenantId", Tenant, "--AzureAd:ClientId", Client,
            "--AzureAd:ClientSecret", "sandbox-secret",
            "--Access:Teams:0:Name", "Operators", "--Access:Teams:0:Member", "BackupDashboard.Operator", "--Access:Teams:0:Rights:0",
            "View",

            // What one program and one person may do in a minute is not what is measured.
            "--Limits:ReadsPerMinute", "10000000", "--Limits:HubConnections", "10000", "--Limits:HubConnectionsPerMinute", "100000",
            "--Limits:HubCallsPerMinute", "100000", "--Circuits:PerPerson", "200", "--Circuits:Retained", "0",
            .. settings,
        ],
        readyWhen, Environment(_folder.FullName));

    /// <summary>Until every zone has been read.</summary>
    private async Task LoadedAsync()
    {
        using var http = Caller();
        using var bound = new CancellationTokenSource(LoadTimeout);
        foreach (var zone in new[] { Small, Middle, Large })
        {
            while (true)
            {
                using var response = await http.GetAsync(new Uri($"api/v1/zones/{zone}/backups?pageSize=1", UriKind.Relative), bound.Token);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(bound.Token));
                    Sizes[zone] = page.RootElement.GetProperty("total").GetInt32();
                    break;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, bound.Token);
            }
        }
    }

    private static Dictionary<string, string> Environment(string? home = null) => new()
    {
        ["HOME"] = home ?? System.Environment.GetEnvironmentVariable("HOME") ?? "/tmp",
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning",
        ["NO_COLOR"] = "1",
    };

    [GeneratedRegex(@"Now listening on: (?<where>http://\S+)")]
    private static partial Regex Listening();

    [GeneratedRegex(@"Metrics and health endpoints listen at (?<where>http://\S+)")]
    private static partial Regex ManagementLine();
}
