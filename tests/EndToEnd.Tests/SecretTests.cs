using System.Text;
using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>Where the dashboard's own secrets must never be: in an answer, in the log, in an exception.</summary>
[Collection(Lane.Own)]
public sealed class SecretTests(World world) : IAsyncLifetime
{
    private const string Token = "sandbox-token";
    private const string ClientSecret = "sandbox-secret";
    private const string ChatAddress = "https://127.0.0.1:9/sandbox-chat-address";
    private const string HeartbeatAddress = "https://127.0.0.1:9/sandbox-heartbeat-address";
    private const string MailPassword = "sandbox-mail-password";
    private const string Echo = "The header 'Authorization: Bearer sandbox-token' is not accepted";

    /// <summary>Everything is logged, also what no one would switch on in earnest.</summary>
    private static readonly string[] LogEverything =
    [
        .. new[] { "Default", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "System.Net.Http.HttpClient", "Polly",
            "Microsoft.IdentityModel" }
            .SelectMany(category => new[] { $"--Logging:LogLevel:{category}", "Trace" }),
    ];

    private readonly CapturedTraffic _heard = new();
    private DashboardProcess _dashboard = null!;
    private SandboxCloud _cloud = null!;
    private IBrowserContext _context = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _dashboard = await DashboardProcess.StartAsync(
        [
            .. LogEverything, "--Notifications:Secrets:Chat", ChatAddress, "--Notifications:HeartbeatUrl", HeartbeatAddress,
            "--Notifications:HeartbeatEvery", "00:00:10",
        ]);
        _cloud = await SandboxCloud.ConnectAsync(_dashboard.Cloud);
        await _cloud.SpeedAsync(SandboxCloud.Instant);
        _context = await world.Browser.NewContextAsync(new() { BaseURL = _dashboard.Address.ToString() });
        _page = await _context.NewPageAsync();
        _heard.Follow(_page);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _cloud.Dispose();
        await _dashboard.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task WholeRun_WithFaults_TellsTheSecretsNowhere()
    {
        await _page.GotoAsync("/");
        await _page.GetByRole(AriaRole.Button, new() { Name = People.Administrator, Exact = true }).ClickAsync();
        await Expect(new Shell(_page).Overview).ToBeVisibleAsync();
        await OperateAsync();
        await NotifyAsync();
        await FailAsync();
        await ReadEverythingAsync();

        await _page.CloseAsync();
        var (heard, logged) = (await _heard.AllAsync(), _dashboard.Output);
        heard.ShouldContain("hr-surveys", customMessage: "Nothing was overheard, so nothing was proved.");
        heard.ShouldContain("Authorization: Bearer ***", customMessage: "The echo did not reach the page, so nothing was proved.");
        logged.ShouldContain("trce: ", customMessage: "Not everything was logged, so nothing was proved.");
        logged.ShouldContain("Exception", customMessage: "No exception was logged, so nothing was proved.");
        foreach (var secret in new[] { Token, ClientSecret, ChatAddress, HeartbeatAddress, MailPassword }.SelectMany(Spellings))
        {
            Around(heard, secret).ShouldBeNull();
            Around(logged, secret).ShouldBeNull();
        }
    }

    /// <summary>What people do: every command, every page.</summary>
    private async Task OperateAsync()
    {
        var (zone, restore) = (new ZonePage(_page), new RestorePage(_page));
        await _page.GotoAsync(ZonePage.Of("europe-1", "hr-surveys"));
        await zone.StartBackupAsync("hr-surveys");
        await Expect(zone.Row("hr-surveys")).ToContainTextAsync("Completed");
        await ZonePage.Restore(zone.Row("hr-surveys")).ClickAsync();
        await restore.ReviewAsync("hr-surveys-again");
        await restore.Submit.ClickAsync();
        await Expect(restore.Progress).ToContainTextAsync("Content complete");
        foreach (var path in new[] { "/activity", "/alarms", "/access", "/not-there" })
            await _page.GotoAsync(path);
    }

    /// <summary>Channels with a secret of the settings, and with one that is typed; neither is delivered.</summary>
    private async Task NotifyAsync()
    {
        await _page.GotoAsync("/notifications/channels/new");
        await _page.GetByLabel("Name", new() { Exact = true }).FillAsync("Chat");
        await _page.ChooseAsync("Kind", "Slack");
        await _page.GetByLabel("Or the name of a secret in the settings").FillAsync("Chat");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Create the channel" }).ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Test Chat" }).ClickAsync();
        await Expect(_page.GetByText("Not delivered").First).ToBeVisibleAsync();

        await _page.GotoAsync("/notifications/channels/new");
        await _page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mail");
        await _page.GetByLabel("To", new() { Exact = true }).FillAsync("ops@example.com");
        await _page.GetByLabel("From", new() { Exact = true }).FillAsync("backups@example.com");
        await _page.GetByLabel("Mail server").FillAsync("127.0.0.1");
        await _page.GetByLabel("User").FillAsync("backups");
        await _page.GetByLabel("Password").FillAsync(MailPassword);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Create the channel" }).ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Test Mail" }).ClickAsync();
        await Expect(_page.GetByText("Not delivered").First).ToBeVisibleAsync();
        await Expect(_page.GetByText("the monitor was not told")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    /// <summary>What clouds do: refuse and repeat what they were sent, answer with a page, break off.</summary>
    private async Task FailAsync()
    {
        var zone = new ZonePage(_page);
        await _cloud.FaultAsync(new
        {
            zone = "aws-us-east-2-1",
            operation = "all",
            kind = "status",
            status = 401,
            body =
            $$"""{"detail": "{{Echo}}"}"""
        });
        await _cloud.FaultAsync(new { zone = "aws-ap-southeast-2-1", operation = "all", kind = "reset" });
        await _cloud.FaultAsync(new { zone = "europe-1", operation = "create", kind = "reset" });
        await _page.GotoAsync("/zones/aws-us-east-2-1");
        await Expect(zone.Problem).ToContainTextAsync("is not accepted");
        await _page.GotoAsync("/zones/aws-ap-southeast-2-1");
        await Expect(zone.Problem).ToBeVisibleAsync();
        await _page.GotoAsync("/zones/europe-1");
        await zone.StartBackupAsync("hr-benefits");
        await Expect(_page.GetByText("the cloud has not confirmed it").First).ToBeVisibleAsync();
        await _page.GotoAsync("/alarms");
        await Expect(_page.GetByText("does not accept the dashboard's token").First).ToBeVisibleAsync();
    }

    /// <summary>What programs read, and what no one should ask for.</summary>
    private async Task ReadEverythingAsync()
    {
        foreach (var path in new[]
        {
            "/api/v1/zones", "/api/v1/zones/aws-us-east-2-1/backups", "/api/v1/operations", "/api/v1/me", "/api/v1/openapi.json",
            "/api/v1/nothing",
            "/activity/export.csv", "/activity/export.json", "/health/ready", "/health/live", "/appsettings.json",
            "/zones/europe-1/restore/nothing",
        })
        {
            await HearAsync(await _context.APIRequest.GetAsync(path));
        }

        await HearAsync(await _context.APIRequest.PostAsync("/hubs/backups/negotiate?negotiateVersion=1"));
        await HearAsync(
            await _context.APIRequest.GetAsync("/api/v1/zones",
                new() { Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer nonsense" } }));
        await HearAsync(await _context.APIRequest.GetAsync($"{_dashboard.Management}metrics"));
    }

    private async Task HearAsync(IAPIResponse response) => _heard.Add(await response.TextAsync());

    private static IEnumerable<string> Spellings(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret).Replace("-", "%2D", StringComparison.Ordinal),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='),
        Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)),
    ];

    /// <summary>Where a secret was found, for finding out how it got there.</summary>
    private static string? Around(string text, string secret) => text.IndexOf(secret, StringComparison.OrdinalIgnoreCase) is var at and >= 0
        ? text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)]
        : null;
}
