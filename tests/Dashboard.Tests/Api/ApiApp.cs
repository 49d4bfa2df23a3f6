using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using BackupDashboard.Access;
using BackupDashboard.Api;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Api;

/// <summary>The API on a real server, with its own policies and guards. Headers say who one is, and whether by token or by cookie.</summary>
internal sealed class ApiApp : IAsyncDisposable
{
    public const string RolesHeader = "X-Roles";
    public const string NameHeader = "X-Name";
    public const string CookieHeader = "X-By-Cookie";

    private readonly WebApplication _app;
    private readonly HttpClient _client = new(new HttpClientHandler { UseCookies = false });

    public ApiApp(TestStorage? storage = null, Action<RunningConsole>? arrange = null)
    {
        Console = new RunningConsole(storage);
        arrange?.Invoke(Console);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication("Choice")
            .AddPolicyScheme("Choice", null, choice => choice.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey(CookieHeader) ? "Cookies" : JwtBearerDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, HeaderScheme>(JwtBearerDefaults.AuthenticationScheme, null)
            .AddScheme<AuthenticationSchemeOptions, HeaderScheme>("Cookies", null);
        Console.AddTo(builder.Services);
        builder.Services.AddApi();

        // As the sign-in has it: what no endpoint stands for is not for everybody either.
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new RightRequirement(Right.View)).Build());
        _app = builder.Build();
        _app.UseProblems();
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapApi();
        _app.MapGet("/api/broken", string () => throw new InvalidOperationException("A secret of ours."));
    }

    public RunningConsole Console { get; }

    public FakeNuclia Nuclia => Console.Nuclia;

    public IServiceProvider Services => _app.Services;

    public async Task StartAsync(bool settle = true)
    {
        await _app.StartAsync(RunningConsole.Cancellation);
        await Console.StartAsync(_app.Services, settle, hosted: true);

        // What was seen at the start is then older than what is asked for.
        Console.Clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request, string? role = A.Operator, string name = "Ada")
    {
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        request.RequestUri = new Uri(new Uri(address), request.RequestUri!);
        if (role is not null)
            request.Headers.Add(RolesHeader, role);
        request.Headers.Add(NameHeader, name);
        using var response = await _client.SendAsync(request, RunningConsole.Cancellation);
        return new Answer(response, await response.Content.ReadAsStringAsync(RunningConsole.Cancellation));
    }

    /// <param name="path">Below the API's root.</param>
    public Task<Answer> GetAsync(string path, string? role = A.Operator, params (string Name, string Value)[] headers) =>
        SendAsync(With(new HttpRequestMessage(HttpMethod.Get, Of(path)), headers), role);

    public Task<Answer> DeleteAsync(string path, string? role = A.Operator, params (string Name, string Value)[] headers) =>
        SendAsync(With(new HttpRequestMessage(HttpMethod.Delete, Of(path)), headers), role);

    public Task<Answer> PostAsync(string path, string? body = null, string? role = A.Operator, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Of(path));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return SendAsync(With(request, headers), role);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await Console.DisposeAsync();
        await _app.DisposeAsync();
    }

    public static Uri Of(string path) => new(ApiFeature.Root + path, UriKind.Relative);

    private static HttpRequestMessage With(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private sealed class HeaderScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers[RolesHeader] is [{ } role]
                ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(A.Person(Request.Headers[NameHeader]!, [role], []).Identities), Scheme.Name))
                : AuthenticateResult.NoResult());
    }
}

/// <summary>What came back, read to its end.</summary>
internal sealed record Answer(HttpResponseMessage Response, string Body)
{
    public int Status => (int)Response.StatusCode;

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>Fails unless it is a problem of this type, told as one.</summary>
    public JsonNode ShouldBeProblem(int status, string type)
    {
        Status.ShouldBe(status, Body);
        Header("Content-Type").ShouldBe("application/problem+json");
        ((string?)Json["type"]).ShouldBe("urn:backup-dashboard:problem:" + type, Body);
        ((int?)Json["status"]).ShouldBe(status);
        ((string?)Json["title"]).ShouldNotBeNullOrEmpty();
        ((string?)Json["detail"]).ShouldNotBeNullOrEmpty();
        Header("Cache-Control")!.ShouldContain("no-store");
        return Json;
    }

    public Answer ShouldBe(int status)
    {
        Status.ShouldBe(status, Body);
        return this;
    }
}
