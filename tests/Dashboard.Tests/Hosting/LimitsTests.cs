using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using BackupDashboard.Platform;
using BackupDashboard.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Hosting;

/// <summary>
/// What is used up comes back only after a minute or so, so that no test waits: a limit of one a minute is reached by the second request.
/// </summary>
public sealed class LimitsTests
{
    private static readonly (string, string) Ada = (EdgeApp.PersonHeader, "ada");
    private static readonly (string, string) Grace = (EdgeApp.PersonHeader, "grace");

    [Theory]
    [InlineData("ReadsPerMinute", "GET", "/api/items")]
    [InlineData("ReadsPerMinute", "HEAD", "/api/nowhere")]
    [InlineData("CommandsPerMinute", "POST", "/api/items")]
    [InlineData("CommandsPerMinute", "DELETE", "/api/nowhere")]
    [InlineData("ExportsPerMinute", "GET", "/activity/export.csv")]
    public async Task Rate_UsedUpByOne_RefusesThatOneAlone(string limit, string method, string path)
    {
        await using var app = await new EdgeApp("Production", ($"Limits:{limit}", "1")).StartAsync();
        (await app.SendAsync(new HttpMethod(method), path, null, Ada)).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        var refused = await app.SendAsync(new HttpMethod(method), path, null, Ada);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        refused.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
        (await app.SendAsync(new HttpMethod(method), path, null, Grace)).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        (await app.GetAsync("/page", Ada)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reads_UsedUp_LeaveCommands()
    {
        await using var app = await new EdgeApp("Production", ("Limits:ReadsPerMinute", "1")).StartAsync();
        await app.GetAsync("/api/items", Ada);
        (await app.GetAsync("/api/items", Ada)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (
            await app.SendAsync(HttpMethod.Post, "/api/items", JsonContent.Create(new { name = "a" }),
                Ada)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Calendar_UsedUpByAnAddress_IsRefusedWhateverTheSecret()
    {
        await using var app = await new EdgeApp("Production", ("Limits:ReadsPerMinute", "1")).StartAsync();
        await app.GetAsync("/calendar/one.ics");
        (await app.GetAsync("/calendar/two.ics")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/signin-oidc")]
    public async Task SignIn_UsedUpByAnAddress_IsRefusedWhoeverAsks(string path)
    {
        await using var app = await new EdgeApp(
            "Production", ("Limits:SignInsPerMinute", "1"), ("Proxy:KnownProxies:0", "127.0.0.1")).StartAsync();
        var address = ("X-Forwarded-For", "203.0.113.9");
        (await app.GetAsync(path, address)).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        (await app.GetAsync(path, address, Ada)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await app.GetAsync(path, ("X-Forwarded-For", "203.0.113.10"))).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task SignIn_FromOneNetworkOfIPv6_IsOneAddress()
    {
        await using var app = await new EdgeApp(
            "Production", ("Limits:SignInsPerMinute", "1"), ("Proxy:KnownProxies:0", "127.0.0.1")).StartAsync();
        await app.GetAsync("/sign-in", ("X-Forwarded-For", "2001:db8:1:2::1"));
        (await app.GetAsync("/sign-in", ("X-Forwarded-For", "2001:db8:1:2:ffff::9"))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await app.GetAsync("/sign-in", ("X-Forwarded-For", "2001:db8:1:3::1"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Hub_TooManyConnectionsBegun_AreRefused()
    {
        await using var app = await new EdgeApp("Production", ("Limits:HubConnectionsPerMinute", "1")).StartAsync();
        HttpStatusCode[] expected = [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests];
        foreach (var status in expected)
            (await app.SendAsync(HttpMethod.Post, "/hubs/quiet/negotiate?negotiateVersion=1", null, Ada)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Hub_TooManyWebSocketsBegun_AreRefusedWithoutANegotiation()
    {
        await using var app = await new EdgeApp("Production", ("Limits:HubConnectionsPerMinute", "1")).StartAsync();
        HttpStatusCode[] expected = [HttpStatusCode.SwitchingProtocols, HttpStatusCode.SwitchingProtocols, HttpStatusCode.TooManyRequests];
        foreach (var status in expected)
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader(EdgeApp.PersonHeader, "ada");
            socket.Options.CollectHttpResponseDetails = true;
            var connecting = socket.ConnectAsync(
                new UriBuilder(app.Address) { Scheme = "ws", Path = "/hubs/quiet" }.Uri, RunningConsole.Cancellation);
            await Task.WhenAny(connecting);
            socket.HttpStatusCode.ShouldBe(status);
        }
    }

    [Fact]
    public async Task Circuits_TwiceAsManyConnectionsAsPages_AreTheMostOfOnePerson()
    {
        await using var app = await new EdgeApp("Production", ("Circuits:PerPerson", "1")).StartAsync();
        Task<HttpResponseMessage>[] held = [app.GetAsync("/_blazor/hold", Ada), app.GetAsync("/_blazor/hold", Ada)];
        await app.HeldAsync(2);
        var refused = await app.GetAsync("/_blazor/hold", Ada);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));

        app.Release.SetResult();
        await Task.WhenAll(held);
        await app.HeldAsync(0);
        (await app.GetAsync("/_blazor/hold", Ada)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refusal_ToPrograms_IsAProblem()
    {
        await using var app = await new EdgeApp("Production", ("Limits:ReadsPerMinute", "1")).StartAsync();
        await app.GetAsync("/api/items");
        var problem = await ProblemAsync(await app.GetAsync("/api/items"));
        problem.GetProperty("type").GetString().ShouldBe("urn:backup-dashboard:problem:too-many-requests");
        problem.GetProperty("status").GetInt32().ShouldBe(429);
        problem.GetProperty("detail").GetString().ShouldBe("Too many requests. The header Retry-After says when to try again.");
    }

    [Fact]
    public async Task Refusal_ToPeople_IsTheirPage()
    {
        await using var app = await new EdgeApp("Production", ("Limits:ExportsPerMinute", "1")).StartAsync();
        await app.GetAsync("/activity/export.csv", Ada);
        var refused = await app.GetAsync("/activity/export.csv", Ada);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await refused.Content.ReadAsStringAsync(RunningConsole.Cancellation)).ShouldBe("<h1>429</h1>");
    }

    [Fact]
    public async Task Body_TooLarge_IsAProblem()
    {
        await using var app = await new EdgeApp("Production", ("Limits:RequestBytes", "4096")).StartAsync();
        (
            await app.SendAsync(HttpMethod.Post, "/api/items", JsonContent.Create(new { name = new string('x', 4_000) }),
                Ada)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await app.SendAsync(HttpMethod.Post, "/api/items", JsonContent.Create(new { name = new string('x', 5_000) }), Ada);
        refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ProblemAsync(refused)).GetProperty("type").GetString().ShouldBe("urn:backup-dashboard:problem:too-large");
    }

    [Fact]
    public async Task Headers_TooMany_AreRefused()
    {
        await using var app = await new EdgeApp().StartAsync();
        var many = Enumerable.Range(0, 70).Select(index => ($"X-{index}", "1")).ToArray();
        (await app.GetAsync("/page", many)).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
        (await app.GetAsync($"/page?{new string('x', 9_000)}")).StatusCode.ShouldBe(HttpStatusCode.RequestUriTooLong);
    }

    [Fact]
    public async Task Commands_OfACircuit_HaveTheirLimit()
    {
        await using var app = await new EdgeApp("Production", ("Limits:CommandsPerMinute", "2")).StartAsync();
        var commands = app.Services.GetRequiredService<CommandLimit>();
        commands.TryTake("ada").ShouldBeNull();
        commands.TryTake("ada").ShouldBeNull();
        commands.TryTake("ada").ShouldNotBeNull().TotalSeconds.ShouldBeInRange(1, 60);
        commands.TryTake("grace").ShouldBeNull();
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return await response.Content.ReadFromJsonAsync<JsonElement>(RunningConsole.Cancellation);
    }
}
