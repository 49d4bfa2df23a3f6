using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using BackupDashboard.Access;
using BackupDashboard.Api;
using BackupDashboard.Hosting;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Hosting;

/// <summary>
/// The edge of the program on a real server, in the program's own order, before endpoints of every kind. A header says who one is.
/// </summary>
internal sealed class EdgeApp : IAsyncDisposable
{
    public const string PersonHeader = "X-Person";

    /// <summary>Looking who this is throws, on the page about the error as well.</summary>
    public const string Unknowable = "unknowable";

    public const string Provider = "https://login.example";
    public const string ContentPolicy = "Other content";
    public const string Hash = "B2yPHKaXnvFWtRChIbabYmUBFZdVfKKXHbWtWidDVF8=";

    private readonly WebApplication _app;
    private readonly TestLog _log = new();
    private int _held;

    public EdgeApp(string environment = "Production", params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddAuthentication("Header").AddScheme<AuthenticationSchemeOptions, HeaderScheme>("Header", null);
        builder.Services.AddAuthorization();
        builder.Services.AddOptions<SignInOptions>().Configure(signIn => signIn.Instance = Provider + "/tenant/");
        builder.Services.AddHealth().AddProxy().AddResponseHeaders().AddOriginCheck().AddLimits().AddCircuits();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddContentPolicy(ContentPolicy, csp => csp.AddScriptSrc().Self().WithHash256(Hash));

        _app = builder.Build();
        _app.UseLastResort();
        _app.UseProxy();
        _app.UseResponseHeaders();
        _app.UseErrorPages();
        _app.UseProblems();
        _app.UseRouting();
        _app.UseOriginCheck();
        _app.UseSignInLimit();
        _app.UseAuthentication();
        _app.UseLimits();
        _app.UseAuthorization();
        MapEndpoints();
    }

    public TestSignal TestSignal { get; } = new();

    /// <summary>Ends the requests to <c>/_blazor/hold</c> that are under way.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.Single());

    public TestLog Log => _log;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async Task<EdgeApp> StartAsync()
    {
        await _app.StartAsync(RunningConsole.Cancellation);
        return this;
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Http.SendAsync(request, RunningConsole.Cancellation);
    }

    /// <summary>Waits until so many requests are held at the same time.</summary>
    public Task HeldAsync(int count) => TestSignal.UntilAsync(() => Volatile.Read(ref _held) == count);

    public async ValueTask DisposeAsync()
    {
        Release.TrySetResult();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Http.Dispose();
        _log.ShouldHaveNoErrors();
    }

    private void MapEndpoints()
    {
        _app.MapHealth(() => true);
        _app.MapGet("/page", () => TypedResults.Content("<h1>Page</h1>", "text/html"));
        _app.MapGet("/docs", () => TypedResults.Content("<h1>Docs</h1>", "text/html")).WithSecurityHeadersPolicy(ContentPolicy);
        _app.MapGet("/file", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "max-age=31536000, immutable";
            return "file";
        });
        _app.MapGet("/away", () => TypedResults.Redirect("/page"));
        _app.MapGet("/boom", string () => throw new InvalidOperationException("secret detail"));
        _app.MapGet("/api/boom", string () => throw new InvalidOperationException("secret detail"));
        _app.MapGet("/private", () => "private").RequireAuthorization();
        _app.MapGet("/api/items", () => "items");
        _app.MapPost("/api/items", (Item item) => item.Name.Length);
        _app.MapGet("/status/{code:int}", (int code) => TypedResults.Content($"<h1>{code}</h1>", "text/html"));
        _app.MapGet("/sign-in", () => "sign-in");
        _app.MapGet("/activity/export.csv", () => "csv").RequireAuthorization();
        _app.MapGet(
            "/who", (HttpContext context) => $"{context.Request.Scheme} {context.Request.Host} {context.Connection.RemoteIpAddress}");
        _app.MapGet("/_blazor/hold", HoldAsync);
        _app.MapHub<QuietHub>("/hubs/quiet").RequireAuthorization();
    }

    private async Task HoldAsync()
    {
        Interlocked.Increment(ref _held);
        TestSignal.Beat();
        await Release.Task;
        Interlocked.Decrement(ref _held);
        TestSignal.Beat();
    }

    private sealed record Item(string Name);

    private sealed class QuietHub : Hub;

    private sealed class HeaderScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers[PersonHeader] is [Unknowable] ? throw new InvalidOperationException("secret detail")
            : Request.Headers[PersonHeader] is [{ } person]
                ? AuthenticateResult.Success(
                    new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim("oid", person)], "test")), Scheme.Name))
                : AuthenticateResult.NoResult());
    }
}
