using System.Net;
using System.Text;

namespace BackupDashboard.Tests.Sandbox;

public sealed class CloudKnowledgeBoxTests
{
    [Theory]
    [InlineData("", "docs-handbook", "agent-helpdesk")]
    [InlineData("&mode=kb", "docs-handbook", "agent-helpdesk")]
    [InlineData("&mode=agent", "agent-helpdesk", "legal-advisor")]
    [InlineData("&mode=agent_no_memory", "legal-advisor", "agent-helpdesk")]
    [InlineData("&mode=agents", "legal-advisor", "docs-handbook")]
    public async Task List_ByMode_ShowsOnlyThatKind(string mode, string shown, string hidden)
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var boxes = await cloud.GetAsync(cloud.Account($"/kbs?include_search_configs=false{mode}"));

        var slugs = boxes.EnumerateArray().Select(box => box.Text("slug")).ToList();
        slugs.ShouldContain(shown);
        slugs.ShouldNotContain(hidden);
    }

    /// <summary>An agent without memory is listed, and has no box in the database.</summary>
    [Theory]
    [InlineData("agent", "agent-helpdesk", HttpStatusCode.OK, HttpStatusCode.Created)]
    [InlineData("agent_no_memory", "legal-advisor", HttpStatusCode.NotFound, HttpStatusCode.NotFound)]
    public async Task Agent_ByItsMemory_IsInTheDatabaseAndCanBeBackedUp(
        string mode, string slug, HttpStatusCode read, HttpStatusCode backup)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var agents = await cloud.GetAsync(cloud.Account($"/kbs?mode={mode}"));
        var id = agents.EnumerateArray().Single(agent => agent.Text("slug") == slug).Text("id");

        foreach (var path in (string[])[$"/api/v1/kb/{id}", $"/api/v1/kb/s/{slug}", $"/api/v1/kb/{id}/counters"])
            (await cloud.SendAsync(HttpMethod.Get, cloud.Zone(path))).Status.ShouldBe(read, path);
        (await cloud.PostAsync(cloud.Account("/backups"), new { kb_id = id })).Status.ShouldBe(backup);
    }

    [Theory]
    [InlineData("?mode=all", "mode")]
    [InlineData("?include_search_configs=maybe", "include_search_configs")]
    public async Task List_WithABadQuery_IsInvalid(string query, string parameter)
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var reply = await cloud.SendAsync(HttpMethod.Get, cloud.Account($"/kbs{query}"));

        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Json.GetProperty("detail")[0].GetProperty("loc").EnumerateArray().Select(part => part.GetString())
            .ShouldBe(["query", parameter]);
    }

    [Fact]
    public async Task SearchConfigs_LeftOut_MakeTheAnswerMuchSmaller()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var full = await cloud.SendAsync(HttpMethod.Get, cloud.Account("/kbs"));
        var slim = await cloud.SendAsync(HttpMethod.Get, cloud.Account("/kbs?include_search_configs=false"));

        slim.Text.Length.ShouldBeLessThan(full.Text.Length / 2);
        slim.Json[0].IsNull("search_configs").ShouldBeTrue();
    }

    [Fact]
    public async Task Box_ByIdAndBySlug_IsTheSame()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var id = (await cloud.BoxAsync("docs-handbook")).Text("id");

        var byId = await cloud.GetAsync(cloud.Account($"/kb/{id}"));
        var bySlug = await cloud.GetAsync(cloud.Zone("/api/v1/kb/s/docs-handbook"));
        (await cloud.SendAsync(HttpMethod.Get, cloud.Zone($"/api/v1/kb/{id}"))).Text.ShouldBe(bySlug.GetRawText());

        byId.Text("slug").ShouldBe("docs-handbook");
        byId.Text("account_id").ShouldBe(cloud.AccountId);
        bySlug.Text("uuid").ShouldBe(id);
        bySlug.GetProperty("config").Text("title").ShouldBe(byId.Text("title"));
    }

    [Theory]
    [InlineData(CloudSandbox.UnknownId, HttpStatusCode.NotFound)]
    [InlineData("nope", HttpStatusCode.UnprocessableEntity)]
    public async Task UnknownBox_GetAndDelete_AreRefused(string id, HttpStatusCode status)
    {
        await using var cloud = await CloudSandbox.StartAsync();

        (await cloud.SendAsync(HttpMethod.Get, cloud.Account($"/kb/{id}"))).Status.ShouldBe(status);
        (await cloud.SendAsync(HttpMethod.Delete, cloud.Account($"/kb/{id}"))).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("/api/v1/kb/nope/counters")]
    [InlineData("/api/v1/kb/" + CloudSandbox.UnknownId + "/counters")]
    [InlineData("/api/v1/kb/s/nope")]
    public async Task UnknownBox_WithinIt_IsNotFound(string path)
    {
        await using var cloud = await CloudSandbox.StartAsync();

        var reply = await cloud.SendAsync(HttpMethod.Get, cloud.Zone(path));

        (reply.Status, reply.Detail).ShouldBe((HttpStatusCode.NotFound, "Knowledge Box not found"));
    }

    [Fact]
    public async Task Catalog_Paged_ShowsAsManyResourcesAsTheCountersTell()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var id = (await cloud.BoxAsync("search-experiments")).Text("id");
        var total = await cloud.ResourcesAsync(id);
        var seen = new HashSet<string>();

        for (var page = 0; page < total; page++)
        {
            var reply = await cloud.PostAsync(cloud.Zone($"/api/v1/kb/{id}/catalog"), new { page_number = page, page_size = 2 });
            seen.UnionWith(reply.Json.GetProperty("resources").EnumerateObject().Select(resource => resource.Name));
            reply.Json.GetProperty("fulltext").GetProperty("total").GetInt64().ShouldBe(total);
            if (!reply.Json.GetProperty("fulltext").GetProperty("next_page").GetBoolean())
                break;
        }

        seen.Count.ShouldBe((int)total);
    }

    /// <summary>Before and after any moment there are all of them, in each way to say it.</summary>
    [Theory]
    [InlineData("docs-product-manuals", 1)]
    [InlineData("docs-product-manuals", 40)]
    [InlineData("search-experiments", 3)]
    [InlineData("sandbox_empty", 3)]
    public async Task Catalog_BeforeAndAfterAMoment_IsWhole(string slug, int days)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var id = (await cloud.BoxAsync(slug)).Text("id");
        var moment = cloud.Time.GetUtcNow().AddDays(-days);

        var after = await TotalAsync(new { filter_expression = new { resource = new { prop = "modified", since = moment } } });
        var before = await TotalAsync(new { filter_expression = new { resource = new { prop = "modified", until = moment } } });

        (before + after).ShouldBe(await cloud.ResourcesAsync(id));
        (await TotalAsync(new { range_modification_start = moment })).ShouldBe(after);
        (await TotalAsync(new { range_modification_end = moment })).ShouldBe(before);
        (await TotalAsync(new { range_creation_start = moment })).ShouldBe(0, "they are as old as their box");

        async Task<long> TotalAsync(object body) =>
            (await cloud.PostAsync(cloud.Zone($"/api/v1/kb/{id}/catalog"), body))
                .Json.GetProperty("fulltext").GetProperty("total").GetInt64();
    }

    [Fact]
    public async Task Catalog_InEitherOrder_IsSortedByModification()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var id = (await cloud.BoxAsync("docs-product-manuals")).Text("id");

        (await ModifiedAsync("desc")).ShouldBeInOrder(SortDirection.Descending);
        (await ModifiedAsync("asc")).ShouldBeInOrder(SortDirection.Ascending);

        async Task<List<DateTimeOffset>> ModifiedAsync(string order)
        {
            var reply = await cloud.PostAsync(
                cloud.Zone($"/api/v1/kb/{id}/catalog"), new { page_size = 200, sort = new { field = "modified", order } });
            return [.. reply.Json.GetProperty("resources").EnumerateObject()
                .Select(resource => resource.Value.GetProperty("modified").GetDateTimeOffset())];
        }
    }

    [Theory]
    [InlineData("""{"range_modification_start": "yesterday"}""")]
    [InlineData("""{"filter_expression": {"resource": {"prop": "modified", "since": 5}}}""")]
    [InlineData("""{"page_size": 201}""")]
    [InlineData("""{"page_size": "20"}""")]
    [InlineData("""{"page_number": -1}""")]
    [InlineData("")]
    public async Task Catalog_WithABadBody_IsInvalid(string body)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var id = (await cloud.BoxAsync("search-experiments")).Text("id");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var reply = await cloud.PostAsync(cloud.Zone($"/api/v1/kb/{id}/catalog"), content);

        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }
}
