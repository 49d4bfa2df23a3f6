using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using BackupDashboard.Activities;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Activities;

/// <summary>The exports on a real server, with their own policy; a header says who one is.</summary>
internal sealed class ActivityApp : IAsyncDisposable
{
    private const string RolesHeader = "X-Roles";
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    public ActivityApp()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        builder.Services.AddAuthentication("Header").AddScheme<AuthenticationSchemeOptions, HeaderScheme>("Header", null);
        Console.AddTo(builder.Services);
        _app = builder.Build();
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapActivity();
    }

    public RunningConsole Console { get; } = new();

    public async Task StartAsync()
    {
        await _app.StartAsync(RunningConsole.Cancellation);
        await Console.StartAsync(_app.Services, hosted: true);
    }

    public async Task WriteAsync(params Operation[] operations)
    {
        foreach (var operation in operations)
            (await Console.Journal.TryAddAsync(operation, RunningConsole.Cancellation)).ShouldBeNull();
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? role = A.Auditor)
    {
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), path));
        if (role is not null)
            request.Headers.Add(RolesHeader, role);
        return _client.SendAsync(request, RunningConsole.Cancellation);
    }

    public async Task<byte[]> DownloadAsync(string path) =>
        await (await GetAsync(path)).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(RunningConsole.Cancellation);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await Console.DisposeAsync();
        await _app.DisposeAsync();
    }

    private sealed class HeaderScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers[RolesHeader] is [{ } role]
                ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(A.Person(role).Identities), Scheme.Name))
                : AuthenticateResult.NoResult());
    }
}
