using System.Net;
using System.Text;

namespace BackupDashboard.Tests.Sandbox;

public sealed class CloudControlTests
{
    [Fact]
    public async Task Controls_NeedNoToken()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        cloud.Http.DefaultRequestHeaders.Authorization = null;

        (await cloud.SendAsync(HttpMethod.Get, cloud.Global("/sandbox/calls"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Controls_UnderAForeignHostName_AreRefused()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        cloud.Http.DefaultRequestHeaders.Host = "rebound.example";

        (await cloud.SendAsync(HttpMethod.Delete, cloud.Global("/sandbox/calls"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Calls_AreCountedByZoneAndOperation_AndReset()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        await cloud.SendAsync(HttpMethod.Delete, cloud.Global("/sandbox/calls"));

        await cloud.StartBackupAsync();
        await cloud.SendAsync(HttpMethod.Get, cloud.Global("/api/v1/zones"));
        await cloud.SendAsync(HttpMethod.Get, cloud.Account("/no-such-path"));

        var calls = await cloud.SendAsync(HttpMethod.Get, cloud.Global("/sandbox/calls"));
        calls.Text.ShouldBe("""{"europe-1":{"create":1,"kbs":1,"unknown":1},"global":{"all-zones":1}}""");
        await cloud.SendAsync(HttpMethod.Delete, cloud.Global("/sandbox/calls"));
        (await cloud.SendAsync(HttpMethod.Get, cloud.Global("/sandbox/calls"))).Text.ShouldBe("{}");
    }

    [Fact]
    public async Task Finish_EndsAStalledBackupNow()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var stalled = (await cloud.GetAsync(cloud.Account("/backups"))).EnumerateArray().Single(one => one.IsNull("finished_at"));

        var reply = await cloud.PostAsync(cloud.Global($"/sandbox/backups/{stalled.Text("id")}/finish"), null);

        reply.Status.ShouldBe(HttpStatusCode.NoContent);
        var finished = (await cloud.FindBackupAsync(stalled.Text("id"))).ShouldNotBeNull();
        finished.Time("finished_at").ShouldBe(cloud.Time.GetUtcNow());
        finished.IsNull("size").ShouldBeFalse();
    }

    [Theory]
    [InlineData(CloudSandbox.UnknownId, HttpStatusCode.NotFound)]
    [InlineData("nope", HttpStatusCode.BadRequest)]
    public async Task Finish_OfWhatIsNotThere_IsRefused(string id, HttpStatusCode status)
    {
        await using var cloud = await CloudSandbox.StartAsync();

        (await cloud.PostAsync(cloud.Global($"/sandbox/backups/{id}/finish"), null)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Speed_Raised_FinishesWhatRunsSooner_AndKeepsWhatWasDone()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var id = await cloud.StartBackupAsync("docs-training-videos", CloudSandbox.America);
        cloud.Time.Advance(TimeSpan.FromSeconds(30));

        await cloud.PostAsync(cloud.Global("/sandbox/speed"), new { factor = 20 });
        cloud.Time.Advance(TimeSpan.FromSeconds(3));
        await cloud.PostAsync(cloud.Global("/sandbox/speed"), new { factor = 0.5 });

        var backup = (await cloud.FindBackupAsync(id, CloudSandbox.America)).ShouldNotBeNull();
        (backup.Time("finished_at") - backup.Time("started_at")).ShouldBeInRange(TimeSpan.FromSeconds(30.5), TimeSpan.FromSeconds(33));
    }

    [Fact]
    public async Task Speed_OfTheOptions_CountsFromTheStart()
    {
        await using var cloud = await CloudSandbox.StartAsync(speed: 100);
        var id = await cloud.StartBackupAsync();

        cloud.Time.Advance(TimeSpan.FromMilliseconds(500));

        (await cloud.FindBackupAsync(id))!.Value.IsNull("finished_at").ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"factor": 0}""")]
    [InlineData("""{"factor": -1}""")]
    [InlineData("""{"factor": 1e9}""")]
    [InlineData("""{"factor": "fast"}""")]
    [InlineData("""{}""")]
    [InlineData("null")]
    public async Task BadSpeed_IsRefused(string body)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var reply = await cloud.PostAsync(cloud.Global("/sandbox/speed"), content);

        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Detail.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task BodyThatIsNotAnnouncedAsJson_IsRefused()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        using var content = new StringContent("""{"factor": 2}""", Encoding.UTF8, "text/plain");

        var reply = await cloud.PostAsync(cloud.Global("/sandbox/speed"), content);

        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Detail.ShouldContain("Content-Type");
    }

    [Fact]
    public async Task Seed_OfAHundredThousand_IsListed_AndLeavesRoomForRestores()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var before = (await cloud.GetAsync(cloud.Account("/backups", CloudSandbox.Asia))).GetArrayLength();

        var reply = await cloud.PostAsync(
            cloud.Global("/sandbox/seed"), new { zone = CloudSandbox.Asia, knowledgeBoxes = 500, backups = 100_000 });

        reply.Status.ShouldBe(HttpStatusCode.OK);
        (await cloud.GetAsync(cloud.Account("/backups", CloudSandbox.Asia))).GetArrayLength().ShouldBe(before + 100_000);
        var account = await cloud.GetAsync(cloud.Global("/api/v1/account/acme"));
        account.GetProperty("current_kbs").GetInt32().ShouldBe(546);
        account.GetProperty("max_kbs").GetInt32().ShouldBe(560);
    }

    [Fact]
    public async Task Seed_Again_AddsToWhatIsThere()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var before = (await cloud.GetAsync(cloud.Account("/backups"))).GetArrayLength();

        await cloud.PostAsync(cloud.Global("/sandbox/seed"), new { zone = CloudSandbox.Europe, backups = 30 });
        await cloud.PostAsync(cloud.Global("/sandbox/seed"), new { zone = CloudSandbox.Europe, backups = 30 });

        (await cloud.GetAsync(cloud.Account("/backups"))).GetArrayLength().ShouldBe(before + 60);
    }

    [Theory]
    [InlineData("""{"zone": "mars-1", "backups": 1}""", "europe-1")]
    [InlineData("""{"backups": 1}""", "'zone'")]
    [InlineData("""{"zone": "europe-1", "backups": 100001}""", "100000")]
    [InlineData("""{"zone": "europe-1", "knowledgeBoxes": -1}""", "'knowledgeBoxes'")]
    [InlineData("""{"zone": "europe-1"}""", "Nothing to do")]
    public async Task BadSeed_IsRefusedWithTheReason(string body, string reason)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var reply = await cloud.PostAsync(cloud.Global("/sandbox/seed"), content);

        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Detail.ShouldContain(reason);
    }
}
