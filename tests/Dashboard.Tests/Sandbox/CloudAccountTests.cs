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
