using System.Net;
using BackupDashboard.Hosting;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Hosting;

public sealed class ProxyTests
{
    private static readonly (string, string)[] Forwarded =
        [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "backups.example")];

    [Theory]
    [InlineData("Proxy:KnownProxies:0", "127.0.0.1")]
    [InlineData("Proxy:KnownNetworks:0", "127.0.0.0/8")]
    public async Task KnownProxy_WhatItSays_IsBelieved(string key, string value) =>
        (await WhoAsync([(key, value)], Forwarded)).ShouldBe("https backups.example 203.0.113.9");

    [Theory]
    [InlineData("Proxy:KnownProxies:0", "10.0.0.1")]
    [InlineData("Proxy:KnownNetworks:0", "10.0.0.0/8")]
    [InlineData("Proxy:ForwardLimit", "1")]
    public async Task AnybodyElse_WhatTheySay_IsIgnored(string key, string value)
    {
        var who = await WhoAsync([(key, value)], Forwarded);
        who.ShouldStartWith("http 127.0.0.1:");
        who.ShouldEndWith(" 127.0.0.1");
    }

    [Fact]
    public async Task TwoHops_LimitOfOne_OnlyTheLastIsBelieved()
    {
        (string, string)[] chain = [("X-Forwarded-For", "198.51.100.1, 127.0.0.1"), ("X-Forwarded-Proto", "http, https")];
        (await WhoAsync([("Proxy:KnownProxies:0", "127.0.0.1")], chain)).ShouldEndWith(" 127.0.0.1");
        (await WhoAsync([("Proxy:KnownProxies:0", "127.0.0.1"), ("Proxy:ForwardLimit", "2")], chain)).ShouldEndWith(" 198.51.100.1");
    }

    [Fact]
    public async Task ForwardedHost_NotAmongTheAllowed_IsIgnored()
    {
        (string, string)[] settings = [("Proxy:KnownProxies:0", "127.0.0.1"), ("AllowedHosts", "other.example;127.0.0.1")];
        (await WhoAsync(settings, Forwarded)).ShouldNotContain("backups.example");
    }

    [Theory]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/page", 400)]
    [InlineData("/health/other", 400)]
    public async Task OtherHost_ThanTheAllowed_ReachesTheHealthPathsAlone(string path, int status)
    {
        await using var app = await new EdgeApp("Production", ("AllowedHosts", "backups.example")).StartAsync();
        ((int)(await app.GetAsync(path)).StatusCode).ShouldBe(status);
        ((int)(await app.GetAsync("/page", ("Host", "backups.example"))).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task ImagesOwnCheck_WithAllowedHosts_FindsTheProgramAlive()
    {
        await using var app = await new EdgeApp("Production", ("AllowedHosts", "backups.example")).StartAsync();
        (await HealthExtensions.ProbeAsync(app.Address.ToString())).ShouldBe(0);
    }

    [Theory]
    [InlineData("/backups", "/backups")]
    [InlineData("/a/b/", "/a/b")]
    [InlineData("/", null)]
    public async Task ProxyThatServesItBelowAPath_IsToldThatItNeedsAHostOfItsOwn(string prefix, string? path)
    {
        await using var app = await new EdgeApp("Production").StartAsync();
        using var answer = await app.GetAsync("/page", ("X-Forwarded-Prefix", prefix));
        answer.StatusCode.ShouldBe(path is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
        if (path is not null)
            (await answer.Content.ReadAsStringAsync(RunningConsole.Cancellation))
                .ShouldStartWith($"BackupDashboard needs a host name of its own, and is served below the path '{path}'.");
    }

    private static async Task<string> WhoAsync((string, string)[] settings, (string, string)[] headers)
    {
        await using var app = await new EdgeApp("Production", settings).StartAsync();
        return await (await app.GetAsync("/who", headers)).Content.ReadAsStringAsync(RunningConsole.Cancellation);
    }
}
