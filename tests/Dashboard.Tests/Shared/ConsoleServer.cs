using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Shared;

/// <summary>
/// A part of the program on a real server, with its own policies, over a running console. Headers say who one is, and whether by token or
/// by cookie.
/// </summary>
internal abstract class ConsoleServer : IAsyncDisposable
{
    public const string RolesHeader = "X-Roles";
    public const string NameHeader = "X-Name";
    public const string CookieHeader = "X-By-Cookie";

    private readonly WebApplication _app;
    private readonly HttpClient _client = new(new HttpClientHandler { UseCookies = false });

    /// <param name="add">Services of the part.</param>
    /// <param name="map">Its endpoints.</param>
    /// <param name="useFirst">What it has around everything else.</param>
    protected ConsoleServer(
        RunningConsole console, Action<WebApplication> map, Action<IServiceCollection>? add = null, Action<WebApplication>? useFirst = null)
    {
        Console = console;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        builder.Services.AddAuthentication("Choice")
            .AddPolicyScheme("Choice", null, choice => choice.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey(CookieHeader) ? "Cookies" : JwtBearerDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, HeaderScheme>(JwtBearerDefaults.AuthenticationScheme, null)
            .AddScheme<AuthenticationSchemeOptions, HeaderScheme>("Cookies", null);
        console.AddTo(builder.Services);
        add?.Invoke(builder.Services);
        _app = builder.Build();
        useFirst?.Invoke(_app);
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        map(_app);
    }

    public RunningConsole Console { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public virtual async Task StartAsync(bool settle = true)
    {
        await RunningConsole.OpenAsync(Services);
        await _app.StartAsync(RunningConsole.Cancellation);
        await Console.StartAsync(Services, settle, hosted: true);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await Console.DisposeAsync();
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <param name="request">To a path below the root.</param>
    /// <param name="role">Null: no one.</param>
    protected Task<HttpResponseMessage> RequestAsync(HttpRequestMessage request, string? role)
    {
        request.RequestUri = new Uri(Address, request.RequestUri!);
        if (role is not null)
            request.Headers.Add(RolesHeader, role);
        return _client.SendAsync(request, RunningConsole.Cancellation);
    }

    private sealed class HeaderScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[RolesHeader] is not [{ } role])
                return Task.FromResult(AuthenticateResult.NoResult());

            var person = Request.Headers[NameHeader] is [{ } name] ? A.Person(name, [role], []) : A.Person(role);
            return Task.FromResult(
                AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(person.Identities), Scheme.Name)));
        }
    }
}
