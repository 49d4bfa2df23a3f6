using BackupDashboard.Nuclia;
using BackupDashboard.Nuclia.Http;
using BackupDashboard.Tests.Shared;
using Microsoft.Extensions.Options;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

public sealed class ZoneTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ZonesOfAllSorts_List_ResolvesAddressesAndLeavesOutWhatCannotBeTrusted()
    {
        await using var server = await StartAsync();
        server.On("GET /api/v1/account/acme/zones", Json($$"""
            [{"id":"1","slug":"europe-1","title":"Europe","cloud_provider":"GCP","private":false,"origin":null},
             {"id":"2","slug":"aws-us.east_2","title":null,"cloud_provider":"AWS","private":true,"origin":"https://private.example:8443/"},
             {"id":"3","slug":"local","cloud_provider":"ON_PREMISES","private":true,"origin":"{{server.Address}}"},
             {"id":"4","slug":"evil/x","title":"x","cloud_provider":"GCP","private":false,"origin":null},
             {"id":"5","slug":"plain","title":"x","cloud_provider":"GCP","private":false,"origin":"http://elsewhere.example"},
             {"id":"6","slug":"odd_name","title":"x","cloud_provider":"GCP","private":false}]
            """));
        await using var nuclia = new NucliaHarness(server.Address, ("AllowedHosts", "private.example"));

        var zones = (await nuclia.Reader.ListZonesAsync(Ct)).Value;

        zones.ShouldBe([
            new Zone("1", "europe-1", "Europe", new("https://europe-1.dp.progress.cloud")),
            new Zone("2", "aws-us.east_2", "aws-us.east_2", new("https://private.example:8443/")),
            new Zone("3", "local", "local", server.Address),
        ]);
        nuclia.Logs.All.Split('\n').Count(line => line.Contains(" 1002 ", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Theory]
    [InlineData("europe-1", null, "https://europe-1.dp.progress.cloud/")]
    [InlineData("a.b-1", "", "https://a.b-1.dp.progress.cloud/")]
    [InlineData("evil.example/", null, null)]
    [InlineData("evil.example#", null, null)]
    [InlineData("user@evil", null, null)]
    [InlineData("Europe", null, null)]
    [InlineData(".", null, null)]
    [InlineData("a..b", null, null)]
    [InlineData("-a", null, null)]
    [InlineData("a\n", null, null)]
    [InlineData("", null, null)]
    [InlineData("z", "https://zone.example", "https://zone.example/")]
    [InlineData("z", "https://zone.example:444", "https://zone.example:444/")]
    [InlineData("z", "http://zone.example", null)]
    [InlineData("z", "http://127.0.0.1", null)]
    [InlineData("z", "https://user:pass@zone.example", null)]
    [InlineData("z", "https://zone.example@evil.example", null)]
    [InlineData("z", "https://zone.example/path", null)]
    [InlineData("z", "https://zone.example/?q", null)]
    [InlineData("z", "https://zone.example/#f", null)]
    [InlineData("z", "https:\\\\evil.example", null)]
    [InlineData("z", "file:///etc/passwd", null)]
    [InlineData("z", "//zone.example", null)]
    [InlineData("z", "zone.example", null)]
    [InlineData("z", "https://", null)]
    [InlineData("z", "https://below.zone.example", "https://below.zone.example/")]
    [InlineData("z", "https://evilzone.example", null)]
    [InlineData("z", "https://zone.example.evil.example", null)]
    [InlineData("z", "https://10.0.0.1", null)]
    [InlineData("z", "https://2130706433", null)]
    [InlineData("z", "https://[::1]", null)]
    [InlineData("z", "https://localhost", null)]
    [InlineData(".", "https://zone.example", null)]
    [InlineData("..", "https://zone.example", null)]
    [InlineData("a/b", "https://zone.example", null)]
    public void SlugAndOrigin_Resolve_TrustsOnlyPlainHttpsHosts(string slug, string? origin, string? address) =>
        (Hosts(allowHttp: false).Resolve(slug, origin).Address?.AbsoluteUri).ShouldBe(address);

    [Theory]
    [InlineData("https://europe-1.dp.progress.cloud", true)]
    [InlineData("https://europe-1.rag.progress.cloud", true)]
    [InlineData("https://progress.cloud.evil.example", false)]
    [InlineData("https://metadata.internal", false)]
    public void AllowedHostsNotSet_Resolve_TrustsTheDomainOfTheTwoAddresses(string origin, bool trusted)
    {
        var hosts = new HostAddresses(Options.Create(new NucliaOptions()), allowHttp: false);
        (hosts.Resolve("z", origin).Address is not null).ShouldBe(trusted);
        hosts.Resolve(new string('a', 64), origin).Address.ShouldBeNull();
    }

    [Fact]
    public async Task ZoneLeftOut_PolledAgain_IsReportedAndLoggedOnce()
    {
        await using var server = await StartAsync();
        server.On("GET /api/v1/account/acme/zones", Json("""
            [{"id":"1","slug":"europe-1"},{"id":"2","slug":"private","origin":"https://10.0.0.7"},{"id":"3","slug":"AAAA"}]
            """));
        await using var nuclia = new NucliaHarness(server.Address);

        for (var i = 0; i < 3; i++)
        {
            var zones = (await nuclia.Reader.ListZonesAsync(Ct)).Value;
            zones.ShouldHaveSingleItem().Slug.ShouldBe("europe-1");
            zones.LeftOut.Count.ShouldBe(2);
            zones.LeftOut.Problem.ShouldBe("zone 'private' is not contacted: its address is a number, and must be the name of a host");
            zones.LeftOut.MayHold("private").ShouldBeTrue();
        }

        nuclia.Logs.All.Split('\n').Count(line => line.Contains(" 1002 ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task MoreZonesThanAreWatched_List_KeepsThoseThatItKnows()
    {
        await using var server = await StartAsync();
        server.On(
            "GET /api/v1/account/acme/zones",
            Json("""[{"id":"1","slug":"europe-1"}]"""),
            Json($"[{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{"id":"{{i}}","slug":"z{{i}}"}"""))},"
                + """{"id":"1","slug":"europe-1"}]"""));
        await using var nuclia = new NucliaHarness(server.Address, ("MaxZones", "3"));
        await nuclia.Reader.ListZonesAsync(Ct);

        var zones = (await nuclia.Reader.ListZonesAsync(Ct)).Value;

        zones.Select(zone => zone.Slug).ShouldBe(["europe-1", "z0", "z1"]);
        (zones.LeftOut.Count, zones.LeftOut.Problem)
            .ShouldBe((9_998, "the account lists 10001 zones, and the setting Nuclia:MaxZones allows 3"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5091", true)]
    [InlineData("http://localhost:5091", true)]
    [InlineData("http://zone.localhost:5091", true)]
    [InlineData("http://[::1]:5091", true)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("ftp://localhost", false)]
    public void HttpOriginInDevelopment_Resolve_TrustsThisMachineAlone(string origin, bool trusted) =>
        (Hosts(allowHttp: true).Resolve("z", origin).Address is not null).ShouldBe(trusted);

    [Fact]
    public async Task ZoneThatWasNotMadeByTheClient_AnyCall_IsAMistake()
    {
        await using var server = await StartAsync();
        await using var nuclia = new NucliaHarness(server.Address);
        var zone = NucliaHarness.ZoneAt(new("http://elsewhere.example"));

        var backups = await nuclia.Reader.ListBackupsAsync(zone, Ct);

        backups.IsSuccess.ShouldBeFalse();
        nuclia.Logs.All.ShouldContain("must be https");
    }

    private static HostAddresses Hosts(bool allowHttp) =>
        new(Options.Create(new NucliaOptions { AllowedHosts = "zone.example" }), allowHttp);
}
