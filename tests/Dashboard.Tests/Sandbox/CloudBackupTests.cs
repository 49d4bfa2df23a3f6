using System.Net;
using System.Text;

namespace BackupDashboard.Tests.Sandbox;

public sealed class CloudBackupTests
{
    [Fact]
    public async Task Create_AnswersAnId_AndTheBackupIsUnfinished()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var box = await cloud.BoxAsync("docs-handbook");

        var id = await cloud.StartBackupAsync("docs-handbook");

        Guid.Parse(id).Version.ShouldBe(4);
        var backup = (await cloud.FindBackupAsync(id)).ShouldNotBeNull();
        backup.IsNull("finished_at").ShouldBeTrue();
        backup.IsNull("size").ShouldBeTrue();
        backup.Text("account_id").ShouldBe(cloud.AccountId);
        backup.Time("started_at").ShouldBe(cloud.Time.GetUtcNow());
        backup.GetProperty("kb_data").Text("id").ShouldBe(box.Text("id"));
        backup.GetProperty("kb_data").Text("slug").ShouldBe("docs-handbook");
    }

    [Fact]
    public async Task TimePasses_List_ShowsItFinishedWithASize()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var id = await cloud.StartBackupAsync();
        var started = cloud.Time.GetUtcNow();

        cloud.Time.Advance(TimeSpan.FromHours(3));

        var backup = (await cloud.FindBackupAsync(id)).ShouldNotBeNull();
        backup.Time("finished_at").ShouldBeInRange(started.AddSeconds(4), started.AddSeconds(20));
        backup.GetProperty("size").GetInt64().ShouldBeGreaterThan(100_000_000);
    }

    [Fact]
    public async Task LargeBox_TakesLongerThanASmallOne()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var small = await cloud.StartBackupAsync("docs-onboarding");
        var large = await cloud.StartBackupAsync("docs-training-videos", CloudSandbox.America);

        cloud.Time.Advance(TimeSpan.FromSeconds(10));
        (await cloud.FindBackupAsync(small))!.Value.IsNull("finished_at").ShouldBeFalse();
        (await cloud.FindBackupAsync(large, CloudSandbox.America))!.Value.IsNull("finished_at").ShouldBeTrue();

        cloud.Time.Advance(TimeSpan.FromSeconds(80));
        (await cloud.FindBackupAsync(large, CloudSandbox.America))!.Value.IsNull("finished_at").ShouldBeFalse();
    }

    [Fact]
    public async Task Create_InAnotherZone_IsNotSeenHere()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var id = await cloud.StartBackupAsync("support-us", CloudSandbox.America);

        (await cloud.FindBackupAsync(id)).ShouldBeNull();
        (await cloud.FindBackupAsync(id, CloudSandbox.America)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Create_OfABoxOfAnotherZone_IsNotFound()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var box = await cloud.BoxAsync("support-us", CloudSandbox.America);

        var reply = await cloud.PostAsync(cloud.Account("/backups"), new { kb_id = box.Text("id") });

        (reply.Status, reply.Detail).ShouldBe((HttpStatusCode.NotFound, "Knowledge Box not found"));
    }

    [Theory]
    [InlineData("{\"kb_id\": \"nope\"}", "kb_id", "uuid_parsing")]
    [InlineData("{\"kb_id\": \"7f2c9d38-93a0-1b53-a3f3-0f7c2f7b4c11\"}", "kb_id", "uuid_version")]
    [InlineData("{\"kb_id\": null}", "kb_id", "string_type")]
    [InlineData("{\"kb_id\": \"\\ud800\"}", "kb_id", "string_unicode")]
    [InlineData("{}", "kb_id", "missing")]
    [InlineData("", null, "missing")]
    [InlineData("[]", null, "model_attributes_type")]
    [InlineData("{\"kb_id\":", null, "json_invalid")]
    public async Task Create_WithABadBody_IsInvalidInTheContractsShape(string body, string? field, string type)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var reply = await cloud.PostAsync(cloud.Account("/backups"), content);

        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var error = reply.Json.GetProperty("detail").EnumerateArray().Single();
        error.Text("type").ShouldBe(type);
        error.Text("msg").ShouldNotBeEmpty();
        error.GetProperty("loc")[0].GetString().ShouldBe("body");
        if (field is not null)
            error.GetProperty("loc")[1].GetString().ShouldBe(field);
    }

    [Fact]
    public async Task Create_WithAnotherContentType_IsInvalid()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        using var content = new StringContent("kb_id=1", Encoding.UTF8, "application/x-www-form-urlencoded");

        (await cloud.PostAsync(cloud.Account("/backups"), content)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Delete_OfAnUnfinishedBackup_RemovesIt_AndASecondOneFindsNothing()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var id = await cloud.StartBackupAsync();

        var first = await cloud.SendAsync(HttpMethod.Delete, cloud.Account($"/backup/{id}"));
        var second = await cloud.SendAsync(HttpMethod.Delete, cloud.Account($"/backup/{id}"));

        first.Status.ShouldBe(HttpStatusCode.NoContent);
        first.Text.ShouldBeEmpty();
        (second.Status, second.Detail).ShouldBe((HttpStatusCode.NotFound, "Backup not found"));
        (await cloud.FindBackupAsync(id)).ShouldBeNull();
    }

    [Fact]
    public async Task Delete_OfWhatIsNoUuid_IsInvalid()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var reply = await cloud.SendAsync(HttpMethod.Delete, cloud.Account("/backup/nope"));

        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Json.GetProperty("detail")[0].GetProperty("loc")[1].GetString().ShouldBe("backup_id");
    }

    [Fact]
    public async Task Backup_OutlivesItsBox()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var id = await cloud.FinishedBackupAsync("hr-surveys");
        var box = await cloud.BoxAsync("hr-surveys");

        var deleted = await cloud.SendAsync(HttpMethod.Delete, cloud.Account($"/kb/{box.Text("id")}"));

        deleted.Status.ShouldBe(HttpStatusCode.NoContent);
        (await cloud.SendAsync(HttpMethod.Get, cloud.Account($"/kb/{box.Text("id")}"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await cloud.FindBackupAsync(id)).ShouldNotBeNull().GetProperty("kb_data").Text("slug").ShouldBe("hr-surveys");
        (await cloud.RestoreAsync(id, "hr-surveys")).Status.ShouldBe(HttpStatusCode.Created);
    }
}
