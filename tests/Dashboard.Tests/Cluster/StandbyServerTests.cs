using System.Net;
using System.Net.Http.Json;
using BackupDashboard.Cluster;
using BackupDashboard.Tests.Hosting;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Cluster;

/// <summary>What people and programs get from a dashboard that stands by: what they would get from the active one.</summary>
public sealed class StandbyServerTests : IAsyncLifetime
{
    private readonly EdgeApp _active = new(
        "Production", ("Proxy:KnownProxies:0", "127.0.0.1"), ("AllowedHosts", "backups.example;127.0.0.1"));

    private readonly TestLog _log = new();
    private readonly StandbyServer _standby;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public StandbyServerTests() => _standby = New();

    public async ValueTask InitializeAsync()
    {
        await _active.StartAsync();
        await _standby.StartAsync();
        _standby.LeadTo(_active.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _standby.DisposeAsync();
        await _active.DisposeAsync();
        _http.Dispose();
        _log.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Page_IsTheActiveDashboards_WithItsHeaders()
    {
        using var answer = await GetAsync("/page");
        (await answer.Content.ReadAsStringAsync(RunningConsole.Cancellation)).ShouldBe("<h1>Page</h1>");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("/away", HttpStatusCode.Redirect)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/private", HttpStatusCode.Unauthorized)]
    public async Task Answer_WhateverItIs_IsPassedOn(string path, HttpStatusCode status)
    {
        using var answer = await GetAsync(path);
        answer.StatusCode.ShouldBe(status);
    }

    /// <summary>One hop for the active dashboard, with a proxy before both or without.</summary>
    [Fact]
    public async Task Client_IsTheOneThatTheProxyBeforeItNamed()
    {
        using var answer = await GetAsync(
            "/who", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "backups.example"));
        (await answer.Content.ReadAsStringAsync(RunningConsole.Cancellation)).ShouldBe("https backups.example 203.0.113.9");
    }

    [Fact]
    public async Task Client_WithoutAProxy_IsWhoeverConnected()
    {
        using var answer = await GetAsync("/who", ("Host", "backups.example"));
        (await answer.Content.ReadAsStringAsync(RunningConsole.Cancellation)).ShouldBe("http backups.example 127.0.0.1");
    }

    [Fact]
    public async Task Host_ThatIsNotAllowed_IsRefusedHere()
    {
        using var answer = await GetAsync("/page", ("Host", "evil.example"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Body_OfARequest_ArrivesWhole()
    {
        using var answer = await _http.PostAsJsonAsync(
            new Uri(_standby.Address, "/api/items"), new { name = new string('x', 5_000) }, RunningConsole.Cancellation);
        (await answer.Content.ReadAsStringAsync(RunningConsole.Cancellation)).ShouldBe("5000");
    }

    [Fact]
    public async Task Hub_OverAWebSocket_IsTheActiveDashboards()
    {
        await using var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(_standby.Address, "/hubs/quiet"), options => options.Headers[EdgeApp.PersonHeader] = "ada").Build();
        await connection.StartAsync(RunningConsole.Cancellation);
        connection.State.ShouldBe(HubConnectionState.Connected);
    }

    [Theory]
    [InlineData("/page", "text/html")]
    [InlineData("/api/items", "application/problem+json")]
    [InlineData("/hubs/quiet/negotiate", "application/problem+json")]
    [InlineData("/health/ready", "application/problem+json")]
    public async Task NoneIsActive_SaysToTryAgain(string path, string type)
    {
        _standby.LeadTo(null);
        using var answer = await GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    /// <summary>It died a moment ago: a command is not sent twice, nobody waits for it, and no program is told to repeat it.</summary>
    [Fact]
    public async Task ActiveOneCannotBeReached_SaysToTryAgain()
    {
        _standby.LeadTo(new Uri("http://127.0.0.1:1"));
        using var answer = await _http.PostAsJsonAsync(
            new Uri(_standby.Address, "/api/items"), new { name = "x" }, RunningConsole.Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldBeNull();
        (await answer.Content.ReadAsStringAsync(RunningConsole.Cancellation)).ShouldContain("may have been recorded");
    }

    /// <summary>One that stands still keeps its connections, and says nothing on them.</summary>
    [Fact]
    public async Task AnotherBecomesActive_WhatWasOpenToTheFirstEnds()
    {
        var waiting = GetAsync("/_blazor/hold");
        await using var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(_standby.Address, "/hubs/quiet"), options => options.Headers[EdgeApp.PersonHeader] = "ada").Build();
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.SetResult();
            return Task.CompletedTask;
        };
        await hub.StartAsync(RunningConsole.Cancellation);
        await _active.HeldAsync(1);

        _standby.LeadTo(new Uri("http://127.0.0.1:1"));
        using (var answer = await waiting)
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await closed.Task.WaitAsync(TestSignal.Patience, RunningConsole.Cancellation);
    }

    /// <summary>For a moment each may take the other for the active one.</summary>
    [Fact]
    public async Task TwoThatLeadToEachOther_PassNothingOnForever()
    {
        await using var other = New();
        await other.StartAsync();
        other.LeadTo(_standby.Address);
        _standby.LeadTo(other.Address);
        using var answer = await GetAsync("/page");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Live_SaysThisProcess_Ready_TheActiveOne()
    {
        using (var ready = await GetAsync("/health/ready"))
            ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        _standby.LeadTo(null);
        using (var live = await GetAsync("/health/live"))
            live.StatusCode.ShouldBe(HttpStatusCode.OK);

        // Whoever comes here is passed on as soon as someone is active.
        using (var serving = await GetAsync("/health/serving"))
            serving.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Also while the active one, which would say that it is, can be reached.</summary>
    [Fact]
    public async Task Active_IsSaidNotToBe()
    {
        using var active = await GetAsync("/health/active");
        active.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await active.Content.ReadAsStringAsync(RunningConsole.Cancellation)).ShouldBe("Stands by");
    }

    private StandbyServer New() => new(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Proxy:KnownProxies:0"] = "127.0.0.1",
            ["AllowedHosts"] = "backups.example;127.0.0.1",
        }).Build(),
        LoggerFactory.Create(logging => logging.AddProvider(_log)));

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_standby.Address, path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return _http.SendAsync(request, RunningConsole.Cancellation);
    }
}
