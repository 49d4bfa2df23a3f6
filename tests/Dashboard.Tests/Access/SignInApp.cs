using System.Net;
using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Tests.Sandbox;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Access;

/// <summary>The smallest app that signs in as the dashboard does, against a real identity provider.</summary>
internal sealed class SignInApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SignInApp(WebApplication app, IdentityServer identity) => (_app, Identity) = (app, identity);

    public IdentityServer Identity { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address =>
        new($"http://localhost:{new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port}/");

    public static async Task<SignInApp> StartAsync(string secret = IdentityServer.ClientSecret, string host = "localhost")
    {
        var identity = await IdentityServer.StartAsync(0, TestContext.Current.CancellationToken);
        var app = Build("Development", Settings($"http://{host}:{identity.Address.Port}/", secret));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SignInApp(app, identity);
    }

    public static Dictionary<string, string?> Settings(string instance, string secret = IdentityServer.ClientSecret) => new()
    {
        ["AzureAd:Instance"] = instance,
        ["AzureAd:TenantId"] = IdentityServer.TenantId,
        ["AzureAd:ClientId"] = IdentityServer.ClientId,
        ["AzureAd:ClientSecret"] = secret,
    };

    public static WebApplication Build(string environment, Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.AddSignIn();

        var app = builder.Build();
        app.MapSignIn();
        app.MapGet("/", (ClaimsPrincipal user) => $"home of {user.Identity!.Name}");
        app.MapGet("/who", (ClaimsPrincipal user) => string.Join('\n', user.Claims.Select(claim => $"{claim.Type}={claim.Value}")));
        app.MapGet("/operators", () => "operators").RequireAuthorization(policy => policy.RequireRole("BackupDashboard.Operator"));
        app.MapGet("/token", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
        app.MapPost("/page", () => "posted");
        app.Map("/hubs/backups", () => "hub");
        app.Map("/api/zones", () => "api");
        app.Map("/_blazor/negotiate", () => "circuit");
        app.MapGet(SignInPaths.SignedOut, () => "goodbye").AllowAnonymous();
        app.MapGet(SignInPaths.SignInFailed, (string reason) => $"failed: {reason}").AllowAnonymous();
        app.MapGet("/enter-without-provider", (HttpContext context) => context.SignInAsync(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "one"), new Claim("name", "One")], "test")))).AllowAnonymous();
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

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Identity.DisposeAsync();
    }
}
