using System.Net;
using System.Text;

namespace BackupDashboard.Tests.Sandbox;

public sealed class CloudRestoreTests
{
    private const string StillInProgress = "Backup is still in progress. Please wait until it is completed.";

    [Fact]
    public async Task Restore_AnswersTheNewBox_AndItsCountersClimb()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var source = await cloud.BoxAsync("search-website");
        var total = await cloud.ResourcesAsync(source.Text("id"));
        var backup = await cloud.FinishedBackupAsync("search-website");

        var reply = await cloud.RestoreAsync(backup, "search-again", "Αναζήτηση");

        reply.Status.ShouldBe(HttpStatusCode.Created);
        var id = reply.Json.Text("id");
        (await cloud.BoxAsync("search-again")).Text("title").ShouldBe("Αναζήτηση");

        cloud.Time.Advance(TimeSpan.FromSeconds(5));
        var some = await cloud.ResourcesAsync(id);
        some.ShouldBeInRange(1, total - 1);

        cloud.Time.Advance(TimeSpan.FromMinutes(3));
        (await cloud.ResourcesAsync(id)).ShouldBe(total);
    }

    [Fact]
    public async Task Restore_InItsFirstSecond_HasNoCountersYet()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var id = (await cloud.RestoreAsync(await cloud.FinishedBackupAsync("search-website"), "search-again")).Json.Text("id");

        (await CountersAsync(cloud, id)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await CountersAsync(cloud, id)).Status.ShouldBe(HttpStatusCode.InternalServerError);

        cloud.Time.Advance(TimeSpan.FromSeconds(1));
        (await CountersAsync(cloud, id)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task BackupDeleted_WhileARestoreReadsIt_LeavesTheBoxPartial()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var backup = await cloud.FinishedBackupAsync("search-website");
        var all = await cloud.ResourcesAsync((await cloud.BoxAsync("search-website")).Text("id"));
        var running = (await cloud.RestoreAsync(backup, "search-again")).Json.Text("id");
        cloud.Time.Advance(TimeSpan.FromSeconds(3));
        var arrived = await cloud.ResourcesAsync(running);
        arrived.ShouldBeInRange(1, all - 1);

        (await cloud.SendAsync(HttpMethod.Delete, cloud.Account($"/backup/{backup}"))).Status.ShouldBe(HttpStatusCode.NoContent);
        cloud.Time.Advance(TimeSpan.FromMinutes(10));
        (await cloud.ResourcesAsync(running)).ShouldBe(arrived);
    }

    [Fact]
    public async Task BackupDeleted_AfterARestoreHasReadIt_LeavesTheBoxComplete()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var backup = await cloud.FinishedBackupAsync("search-website");
        var all = await cloud.ResourcesAsync((await cloud.BoxAsync("search-website")).Text("id"));
        var restored = (await cloud.RestoreAsync(backup, "search-again")).Json.Text("id");
        cloud.Time.Advance(TimeSpan.FromMinutes(10));

        (await cloud.SendAsync(HttpMethod.Delete, cloud.Account($"/backup/{backup}"))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await cloud.ResourcesAsync(restored)).ShouldBe(all);
    }

    [Fact]
    public async Task Counters_OtherThanResources_AreTooHighForTheSourceAndFallAfterARestore()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var source = (await CountersAsync(cloud, (await cloud.BoxAsync("search-website")).Text("id"))).Json;
        var id = (await cloud.RestoreAsync(await cloud.FinishedBackupAsync("search-website"), "search-again")).Json.Text("id");

        var paragraphs = new List<long>();
        for (var second = 0; second < 120; second++)
        {
            cloud.Time.Advance(TimeSpan.FromSeconds(1));
            var now = (await CountersAsync(cloud, id)).Json;
            if (now.GetProperty("resources").GetInt64() == source.GetProperty("resources").GetInt64())
                paragraphs.Add(now.GetProperty("paragraphs").GetInt64());
        }

        paragraphs[0].ShouldBeGreaterThan(paragraphs[^1]);
        paragraphs.ShouldBe(paragraphs.OrderDescending());
        paragraphs.TakeLast(20).Distinct().ShouldHaveSingleItem().ShouldBeLessThan(source.GetProperty("paragraphs").GetInt64());
    }

    [Fact]
    public async Task Restore_OfAnOldBackup_StopsAtWhatTheSourceHadThen()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var source = await cloud.BoxAsync("search-website");
        var oldest = (await cloud.GetAsync(cloud.Account("/backups"))).EnumerateArray()
            .Where(backup => backup.GetProperty("kb_data").Text("slug") == "search-website")
            .MinBy(backup => backup.Time("started_at"));

        var restored = (await cloud.RestoreAsync(oldest.Text("id"), "search-then")).Json.Text("id");
        cloud.Time.Advance(TimeSpan.FromMinutes(3));

        (await cloud.ResourcesAsync(restored)).ShouldBeLessThan(await cloud.ResourcesAsync(source.Text("id")));
    }

    [Fact]
    public async Task Restore_OfAnUnfinishedBackup_IsRefusedWith409AndWith429InTurn()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var backup = await cloud.StartBackupAsync();

        var first = await cloud.RestoreAsync(backup, "too-early");
        var second = await cloud.RestoreAsync(backup, "too-early");

        (first.Status, first.Detail).ShouldBe((HttpStatusCode.Conflict, StillInProgress));
        (second.Status, second.Detail).ShouldBe((HttpStatusCode.TooManyRequests, StillInProgress));
    }

    [Fact]
    public async Task SecondRestore_WhileABoxIsBeingCreated_WaitsForItsTurn()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var here = await cloud.FinishedBackupAsync();
        var there = await cloud.FinishedBackupAsync("support-us", CloudSandbox.America);
        (await cloud.RestoreAsync(here, "first")).Status.ShouldBe(HttpStatusCode.Created);

        var refused = await cloud.RestoreAsync(there, "second", zone: CloudSandbox.America);
        cloud.Time.Advance(TimeSpan.FromSeconds(3));
        var accepted = await cloud.RestoreAsync(there, "second", zone: CloudSandbox.America);

        (refused.Status, refused.Detail).ShouldBe((HttpStatusCode.TooManyRequests, "Knowledge Box is currently being created"));
        accepted.Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("docs-handbook")]
    [InlineData("support-us")]
    [InlineData("agent-concierge")]
    public async Task Slug_TakenInAnyZoneOrByAnAgent_IsAConflict(string taken)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var backup = await cloud.FinishedBackupAsync();

        var reply = await cloud.RestoreAsync(backup, taken);

        reply.Status.ShouldBe(HttpStatusCode.Conflict);
        reply.Detail.ShouldContain(taken);
        reply.Detail.ShouldContain("already exists");
    }

    [Fact]
    public async Task AccountLimit_Reached_IsRefused_AndADeletedBoxMakesRoom()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var backup = await cloud.FinishedBackupAsync();
        for (var room = 60 - 46; room > 0; room--)
        {
            (await cloud.RestoreAsync(backup, $"copy-{room}")).Status.ShouldBe(HttpStatusCode.Created);
            cloud.Time.Advance(TimeSpan.FromSeconds(3));
        }

        var refused = await cloud.RestoreAsync(backup, "one-too-many");
        var full = await cloud.GetAsync(cloud.Global("/api/v1/account/acme"));
        var copy = await cloud.BoxAsync("copy-1");
        await cloud.SendAsync(HttpMethod.Delete, cloud.Account($"/kb/{copy.Text("id")}"));

        refused.Status.ShouldBe(HttpStatusCode.PaymentRequired);
        refused.Detail.ShouldContain("60");
        full.GetProperty("current_kbs").GetInt32().ShouldBe(60);
        (await cloud.RestoreAsync(backup, "one-too-many")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("""{"slug": "With Capital", "title": "A"}""", "slug", "string_pattern_mismatch")]
    [InlineData("""{"slug": "dot.ted", "title": "A"}""", "slug", "string_pattern_mismatch")]
    [InlineData("""{"slug": "line\n", "title": "A"}""", "slug", "string_pattern_mismatch")]
    [InlineData("""{"slug": "", "title": "A"}""", "slug", "string_pattern_mismatch")]
    [InlineData("""{"slug": 5, "title": "A"}""", "slug", "string_type")]
    [InlineData("""{"slug": "fine", "title": ""}""", "title", "string_too_short")]
    [InlineData("""{"slug": "fine"}""", "title", "missing")]
    public async Task Restore_WithABadField_IsInvalid(string body, string field, string type)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var backup = await cloud.FinishedBackupAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var reply = await cloud.PostAsync(cloud.Account($"/backup/{backup}/restore"), content);

        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var error = reply.Json.GetProperty("detail").EnumerateArray().Single();
        error.Text("type").ShouldBe(type);
        error.GetProperty("loc").EnumerateArray().Select(part => part.GetString()).ShouldBe(["body", field]);
    }

    [Fact]
    public async Task Restore_WithEverythingWrong_TellsEverythingAtOnce()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var reply = await cloud.RestoreAsync("nope", "Not A Slug", "");

        reply.Json.GetProperty("detail").EnumerateArray().Select(error => error.GetProperty("loc")[1].GetString())
            .ShouldBe(["backup_id", "slug", "title"]);
    }

    [Fact]
    public async Task Restore_OfAnUnknownBackup_IsNotFound()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var reply = await cloud.RestoreAsync(CloudSandbox.UnknownId, "fine");

        (reply.Status, reply.Detail).ShouldBe((HttpStatusCode.NotFound, "Backup not found"));
    }

    [Fact]
    public async Task SameSlug_FromManyAtOnce_MakesOneBox()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var backup = await cloud.FinishedBackupAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => cloud.RestoreAsync(backup, "contested")));

        replies.Count(reply => reply.Status == HttpStatusCode.Created).ShouldBe(1);
        replies.Count(reply => reply.Status == HttpStatusCode.Conflict).ShouldBe(11);
    }

    private static Task<Reply> CountersAsync(CloudSandbox cloud, string boxId) =>
        cloud.SendAsync(HttpMethod.Get, cloud.Zone($"/api/v1/kb/{boxId}/counters"));
}
