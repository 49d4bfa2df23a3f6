using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace BackupDashboard.Tests.Sandbox;

public sealed class CloudAccountTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer another-token")]
    [InlineData("Bearer")]
    [InlineData("Basic sandbox-token")]
    public async Task WrongToken_EveryApi_IsRefused(string? header)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        cloud.Http.DefaultRequestHeaders.Authorization = header is null ? null : AuthenticationHeaderValue.Parse(header);

        Uri[] all = [cloud.Global("/api/v1/account/acme"), cloud.Account("/backups"), cloud.Zone("/api/v1/kb/s/docs-handbook")];
        foreach (var url in all)
        {
            var reply = await cloud.SendAsync(HttpMethod.Get, url);

            reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
            reply.Detail.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Account_BySlugAndById_IsTheSame()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var bySlug = await cloud.SendAsync(HttpMethod.Get, cloud.Global("/api/v1/account/acme"));
        var byId = await cloud.SendAsync(HttpMethod.Get, cloud.Global($"/api/v1/account/{cloud.AccountId}"));

        byId.Text.ShouldBe(bySlug.Text);
        bySlug.Json.GetProperty("current_kbs").GetInt32().ShouldBe(46);
        bySlug.Json.GetProperty("max_kbs").GetInt32().ShouldBe(60);
    }

    [Theory]
    [InlineData("/api/v1/account/other")]
    [InlineData("/api/v1/account/other/zones")]
    [InlineData("/api/v1/account/" + CloudSandbox.UnknownId)]
    public async Task AnotherAccount_GlobalApi_IsNotFound(string path)
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var reply = await cloud.SendAsync(HttpMethod.Get, cloud.Global(path));

        reply.Status.ShouldBe(HttpStatusCode.NotFound);
        reply.Detail.ShouldBe("Account not found");
    }

    [Fact]
    public async Task Zones_OfTheAccount_AnnounceOriginsThatAnswer()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var zones = (await cloud.GetAsync(cloud.Global("/api/v1/account/acme/zones"))).EnumerateArray().ToList();

        zones.Select(zone => zone.Text("slug")).ShouldBe([CloudSandbox.Europe, CloudSandbox.America, CloudSandbox.Asia]);
        foreach (var zone in zones)
        {
            var origin = new Uri(zone.Text("origin"));
            origin.Host.ShouldBe("localhost");
            await cloud.GetAsync(new Uri(origin, $"/api/v1/account/{cloud.AccountId}/backups"));
        }
    }

    [Fact]
    public async Task Zones_OfAllAccounts_HaveOneThatIsNotTheAccounts()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var own = await cloud.GetAsync(cloud.Global("/api/v1/account/acme/zones"));
        var all = await cloud.GetAsync(cloud.Global("/api/v1/zones"));

        all.GetArrayLength().ShouldBe(own.GetArrayLength() + 1);
        all.EnumerateArray().Select(zone => zone.Text("title")).ShouldAllBe(title => title.Length > 0);
    }

    [Fact]
    public async Task AccountsAndUser_Get_AreDescribed()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var accounts = await cloud.GetAsync(cloud.Global("/api/v1/accounts"));
        var user = await cloud.GetAsync(cloud.Global("/api/v1/user"));

        accounts.EnumerateArray().Single().Text("slug").ShouldBe(cloud.Host.AccountSlug);
        Regex.IsMatch(user.Text("email"), "^[^@]+@[^@]+$").ShouldBeTrue();
    }

    /// <summary>What the vendor's clients ask first.</summary>
    [Fact]
    public async Task Welcome_WithTheToken_IsForTheUser_AndFor401WithoutIt()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var welcome = await cloud.GetAsync(cloud.Global("/api/v1/user/welcome"));

        welcome.GetProperty("preferences").Text("email").ShouldContain("@");
        welcome.GetProperty("accounts").EnumerateArray().Select(account => account.GetString()).ShouldBe(["acme"]);
        welcome.GetProperty("dependant_accounts")[0].Text("id").ShouldBe(cloud.AccountId);
        cloud.Http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse("Bearer another-token");
        (await cloud.SendAsync(HttpMethod.Get, cloud.Global("/api/v1/user/welcome"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task PersonalTokens_AreListedWithTheirEnds()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var token = (await cloud.GetAsync(cloud.Global("/api/v1/user/pa_tokens"))).EnumerateArray().ShouldHaveSingleItem();
        token.Text("id").ShouldBe("sandbox-token");
        token.Time("expires").ShouldBe(cloud.Time.GetUtcNow().AddDays(60));
    }

    [Fact]
    public async Task IndexOfBoxes_NamesEveryBoxWithItsZoneAndMode()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var index = (await cloud.GetAsync(cloud.Global("/api/v1/account/acme/index/kbs"))).EnumerateArray().ToList();
        var zones = (await cloud.GetAsync(cloud.Global("/api/v1/account/acme/zones"))).EnumerateArray().Select(zone => zone.Text("id"))
            .ToList();

        index.Count.ShouldBe(51);
        index.Select(entry => entry.Text("kb_mode")).Distinct().ShouldBe(["kb", "agent", "agent_no_memory"], ignoreOrder: true);
        index.Select(entry => entry.Text("zone_id")).Distinct().ShouldBe(zones, ignoreOrder: true);
        index.ShouldAllBe(entry => entry.Text("account_id") == cloud.AccountId);
        index.Select(entry => entry.Text("kb_id")).ShouldContain((await cloud.BoxAsync("docs-handbook")).Text("id"));
        (await cloud.SendAsync(HttpMethod.Get, cloud.Global("/api/v1/account/other/index/kbs"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task StatusOfTheAccount_IsAvailable()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        (await cloud.GetAsync(cloud.Global("/api/v1/account/acme/status"))).GetProperty("available").GetBoolean().ShouldBeTrue();
        (await cloud.SendAsync(HttpMethod.Get, cloud.Global("/api/v1/account/other/status"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/backups", HttpStatusCode.NotFound)]
    [InlineData("/kbs", HttpStatusCode.UnprocessableEntity)]
    public async Task SlugInsteadOfId_ZoneApi_IsRefused(string path, HttpStatusCode status)
    {
        await using var cloud = await CloudSandbox.StartAsync();

        (await cloud.SendAsync(HttpMethod.Get, cloud.Zone($"/api/v1/account/acme{path}"))).Status.ShouldBe(status);
        (await cloud.SendAsync(HttpMethod.Get, cloud.Zone($"/api/v1/account/{CloudSandbox.UnknownId}{path}"))).Status
            .ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task PathsTheContractDoesNotHave_AreRefusedWithAReason()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var backup = await cloud.StartBackupAsync();

        var wrongMethod = await cloud.SendAsync(HttpMethod.Get, cloud.Account($"/backup/{backup}"));
        var wrongPath = await cloud.SendAsync(HttpMethod.Get, cloud.Account("/backup"));

        (wrongMethod.Status, wrongMethod.Detail).ShouldBe((HttpStatusCode.MethodNotAllowed, "Method Not Allowed"));
        (wrongPath.Status, wrongPath.Detail).ShouldBe((HttpStatusCode.NotFound, "Not Found"));
    }
}
