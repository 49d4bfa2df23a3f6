using System.Net;
using System.Net.WebSockets;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Hosting;

public sealed class OriginCheckTests : IAsyncLifetime
{
    private const string Allowed = "https://portal.example";
    private readonly EdgeApp _app = new("Production", ("Origins:Allowed:0", Allowed));

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("own", null, true)]
    [InlineData("own", "same-origin", true)]
    [InlineData(Allowed, "cross-site", true)]
    [InlineData("https://portal.example:443", null, true)]
    [InlineData("HTTPS://PORTAL.EXAMPLE", null, true)]
    [InlineData("http://portal.example", null, false)]
    [InlineData("https://portal.example:444", null, false)]
    [InlineData("https://portal.example.evil.example", null, false)]
    [InlineData("https://evil.example", null, false)]
    [InlineData("https://evil.example", "same-origin", false)]
    [InlineData("http://localhost", null, false)]
    [InlineData("null", null, false)]
    [InlineData("", null, false)]
    [InlineData(null, "cross-site", false)]
    [InlineData(null, "same-origin", true)]
    [InlineData("own", "cross-site", false)]
    public async Task Request_ByItsOrigin_IsWelcomeOrForbidden(string? origin, string? site, bool isWelcome)
    {
        List<(string, string)> headers = [(EdgeApp.PersonHeader, "ada")];
        if (origin is not null)
            headers.Add(("Origin", origin == "own" ? _app.Address.GetLeftPart(UriPartial.Authority) : origin));
        if (site is not null)
            headers.Add(("Sec-Fetch-Site", site));

        var hub = await _app.SendAsync(HttpMethod.Post, "/hubs/quiet/negotiate", null, [.. headers]);
        hub.StatusCode.ShouldBe(isWelcome ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        (await _app.GetAsync("/_blazor/nothing", [.. headers])).StatusCode.ShouldBe(
            isWelcome ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden);
        (await _app.GetAsync("/page", [.. headers])).StatusCode.ShouldBe(HttpStatusCode.OK, "only connections are checked");
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("own", true)]
    [InlineData("https://evil.example", false)]
    public async Task WebSocket_ByItsOrigin_OpensOrNot(string? origin, bool opens)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader(EdgeApp.PersonHeader, "ada");
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin == "own" ? _app.Address.GetLeftPart(UriPartial.Authority) : origin);
        socket.Options.CollectHttpResponseDetails = true;
        var connecting = socket.ConnectAsync(
            new UriBuilder(_app.Address) { Scheme = "ws", Path = "/hubs/quiet" }.Uri, RunningConsole.Cancellation);
        if (opens)
        {
            await connecting;
            socket.State.ShouldBe(WebSocketState.Open);
        }
        else
        {
            await Should.ThrowAsync<WebSocketException>(connecting);
            socket.HttpStatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task BehindAProxy_TheOriginIsWhatPeopleSee()
    {
        await using var app = await new EdgeApp("Production", ("Proxy:KnownProxies:0", "127.0.0.1")).StartAsync();
        (string, string)[] proxied = [(EdgeApp.PersonHeader, "ada"), ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "backups.example")];
        (
            await app.GetAsync("/_blazor/nothing", [.. proxied, ("Origin", "https://backups.example")])).StatusCode.ShouldBe(
                HttpStatusCode.NotFound);
        (
            await app.GetAsync("/_blazor/nothing",
                [.. proxied, ("Origin", app.Address.GetLeftPart(UriPartial.Authority))])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
