using System.Net;
using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Nuclia;
using BackupDashboard.Tests.Sandbox;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BackupDashboard.Tests.Access;

/// <summary>The smallest app that signs in as the dashboard does, against a real identity provider.</summary>
internal sealed class SignInApp : IAsyncDisposable
{
    /// <summary>Team.Support is a team by its directory group only.</summary>
    private static readonly string[] Members =
    [
        "BackupDashboard.Administrator", "BackupDashboard.Operator", "BackupDashboard.Auditor", "Team.Search",
        IdentityServer.SupportGroupId,
    ];

    private readonly Dictionary<string, string?> _settings;
    private WebApplication _app = null!;

    private SignInApp(IdentityServer identity, Dictionary<string, string?> settings) => (Identity, _settings) = (identity, settings);

    public IdentityServer Identity { get; }

    /// <summary>Stands still until a test moves it. Begins with the real time, by which tokens are judged.</summary>
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public TestStorage Storage { get; } = new();

    public CapturedLogs Logs { get; } = new();

    /// <summary>What goes between the dashboard and the provider's token endpoint.</summary>
    public TokenTraffic Traffic { get; } = new();

    /// <summary>Who last requested <c>/who</c>.</summary>
    public ClaimsPrincipal Person { get; private set; } = new();

    public Sessions Sessions => Services.GetRequiredService<Sessions>();

    public IServiceProvider Services => _app.Services;

    public Uri Address => new($"http://localhost:{new Uri(Listening.Addresses.First()).Port}/");

    private IServerAddressesFeature Listening => Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;

    public static async Task<SignInApp> StartAsync(string secret = IdentityServer.ClientSecret, string host = "localhost")
    {
        var identity = await IdentityServer.StartAsync(0, TestContext.Current.CancellationToken);
        var app = new SignInApp(identity, Settings($"http://{host}:{identity.Address.Port}/", secret));
        app.Storage.AddTo(app._settings);
        await app.StartAsync();
        return app;
    }

    /// <summary>The process of the dashboard ends and another one begins.</summary>
    public async Task RestartAsync(Action? meanwhile = null)
    {
        await _app.DisposeAsync();
        meanwhile?.Invoke();
        await StartAsync();
    }

    public static Dictionary<string, string?> Settings(string instance, string secret = IdentityServer.ClientSecret) => new()
    {
        ["AzureAd:Instance"] = instance,
        ["AzureAd:TenantId"] = IdentityServer.TenantId,
        ["AzureAd:ClientId"] = IdentityServer.ClientId,
        ["AzureAd:ClientSecret"] = secret,
    };

    public static WebApplication Build(
        string environment, Dictionary<string, string?> settings, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection(Members.SelectMany(Team));
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.AddSignIn();
        builder.Services.AddSingleton(TimeProvider.System).AddStorage().AddAccess();
        change?.Invoke(builder);

        var app = builder.Build();
        app.MapSignIn();
        app.MapGet("/", (ClaimsPrincipal user) => $"home of {user.Identity!.Name}");
        app.MapGet("/who", (ClaimsPrincipal user) => string.Join('\n', user.Claims.Select(claim => $"{claim.Type}={claim.Value}")));
        app.MapGet("/api/who", (ClaimsPrincipal user) => user.Claims.Select(claim => $"{claim.Type}={claim.Value}"));
        app.MapGet("/hubs/who", (ClaimsPrincipal user) => $"hub of {user.Identity!.Name}");
        app.MapGet("/api/operators", () => "operators").RequireAuthorization(policy => policy.RequireRole("BackupDashboard.Operator"));
        app.MapGet("/operators", () => "operators").RequireAuthorization(policy => policy.RequireRole("BackupDashboard.Operator"));
        app.MapGet("/token", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
        app.MapPost("/page", () => "posted");
        app.MapGet("/file", (ClaimsPrincipal user) => $"file for {user.Identity?.Name ?? "anybody"}").AllowAnybody();
        app.Map("/hubs/backups", () => "hub");
        app.Map("/api/zones", () => "api");
        app.Map("/_blazor/negotiate", () => "circuit");
        app.MapGet(SignInPaths.SignedOut, () => "goodbye").AllowAnonymous();
        app.MapGet(SignInPaths.SignInFailed, (string reason) => $"failed: {reason}").AllowAnonymous();
        app.MapGet("/enter-without-session", (HttpContext context) => context.SignInAsync(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim("oid", "one"), new Claim("name", "One")], "test", "name", "roles"))))
                .AllowAnonymous();
        return app;
    }

    public Uri At(string path) => new(Address, path);

    /// <summary>Asks for a path and signs in as this person, up to and including the way back.</summary>
    public async Task SignInAsync(IdentityBrowser browser, string name, string path = "/")
    {
        await browser.OpenAsync(At(path));
        await browser.PressAsync(name);
        await browser.SubmitAsync();
    }

    /// <summary>Signs in as this person; returns what the cookie makes of them.</summary>
    public async Task<ClaimsPrincipal> PersonAsync(IdentityBrowser browser, string name)
    {
        await SignInAsync(browser, name, "/who");
        return Person;
    }

    public async Task SignOutAsync(IdentityBrowser browser)
    {
        await browser.OpenAsync(At("/token"));
        await browser.PostAsync(At("/sign-out"), [KeyValuePair.Create("__RequestVerificationToken", browser.Text)]);
    }

    public void Change(string name, Func<Resident, Resident> change) =>
        Identity.Register.Change(IdentityServer.People.Single(person => person.Name == name).ObjectId, change).ShouldNotBeNull();

    public async Task<List<SessionRow>> StoredSessionsAsync()
    {
        await using var db = await Storage.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Set<SessionRow>().ToListAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Identity.DisposeAsync();
        Storage.Dispose();
    }

    private static Dictionary<string, string?> Team(string member, int index) => new()
    {
        [$"Access:Teams:{index}:Name"] = member,
        [$"Access:Teams:{index}:Member"] = member,
        [$"Access:Teams:{index}:Rights:0"] = nameof(Right.View),
    };

    private async Task StartAsync()
    {
        _app = Build("Development", _settings, builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs);
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(Storage.Folder, "keys")));
            builder.Services.Configure<OpenIdConnectOptions>(
                OpenIdConnectDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = Traffic.Handler());
        });
        _app.Use((context, next) =>
        {
            if (context.Request.Path == "/who" && context.User.Identity?.IsAuthenticated is true) Person = context.User;
            return next(context);
        });
        foreach (var load in Services.GetServices<ILoadAtStart>())
            await load.LoadAsync(TestContext.Current.CancellationToken);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }
}
