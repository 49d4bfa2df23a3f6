using System.Text.Json.Nodes;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Api;

public sealed class BackupEndpointTests : ApiTest
{
    private const string List = "/zones/europe/backups";

    [Fact]
    public async Task Backups_OfAZone_AreListedAsTheyAre()
    {
        var answer = (await App.GetAsync(List + "?sort=box&box=a-one")).ShouldBe(200);
        JsonNode.DeepEquals(answer.Json, JsonNode.Parse("""
            {"items": [{"id": "a1", "knowledgeBoxId": "kb-a-one", "knowledgeBoxSlug": "a-one", "knowledgeBoxTitle": "The a-one",
             "state": "completed", "startedAt": "2026-03-01T09:00:00Z", "finishedAt": "2026-03-01T09:10:00Z", "size": 1500000,
             "isPinned": false, "operationId": null}], "total": 1, "page": 1, "pageSize": 50}
            """)).ShouldBeTrue(answer.Body);
        answer.Header("Zone-As-Of").ShouldBe("2026-03-02T09:00:00.0000000Z");
        answer.Header("Cache-Control").ShouldBe("no-cache, private");
        answer.Header("Vary").ShouldBe("Authorization, Cookie");
    }

    [Theory]
    [InlineData("", "b1 a1")]
    [InlineData("?q=A-ON", "a1")]
    [InlineData("?q=b1", "b1")]
    [InlineData("?state=inProgress", "")]
    [InlineData("?state=completed&sort=box", "a1 b1")]
    [InlineData("?sort=box&order=desc", "b1 a1")]
    [InlineData("?box=b-one", "b1")]
    [InlineData("?sort=box&page=2&pageSize=1", "b1")]
    [InlineData("?page=3&pageSize=1", "")]
    public async Task Filters_ChooseAndOrder(string query, string expected)
    {
        Europe.Backups = Europe.Backups.Replace(Europe.Backups[1], A.Backup("b1", "b-one", TestClock.Origin.AddHours(-1)));
        await Console.PollAsync();
        IdsOf((await App.GetAsync(List + query)).ShouldBe(200)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("page=1.5", "page")]
    [InlineData("page=", "page")]
    [InlineData("page=1000001", "page")]
    [InlineData("pageSize=201", "pageSize")]
    [InlineData("pageSize=99999999999999999999", "pageSize")]
    [InlineData("state=Done", "state")]
    [InlineData("state=1", "state")]
    [InlineData("sort=started,size", "sort")]
    [InlineData("order=up", "order")]
    [InlineData("q=a&q=b", "q")]
    [InlineData("box=&q=", "box q")]
    [InlineData("colour=red", "colour")]
    [InlineData("page=x&state=y&colour=z", "page state colour")]
    public async Task WrongParameters_AreEachNamed(string query, string names)
    {
        var problem = (await App.GetAsync($"{List}?{query}")).ShouldBeProblem(400, "invalid-parameters");
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(names.Split(' '), ignoreOrder: true);
    }

    [Fact]
    public async Task TooLongSearch_IsRefused() =>
        (await App.GetAsync($"{List}?q={new string('x', 251)}")).ShouldBeProblem(400, "invalid-parameters");

    [Theory]
    [InlineData("?page=1&pageSize=1&q=one", "</api/v1/zones/europe/backups?pageSize=1&q=one&page=2>; rel=\"next\"")]
    [InlineData("?pageSize=1&page=2", "</api/v1/zones/europe/backups?pageSize=1&page=1>; rel=\"prev\"")]
    [InlineData("?pageSize=1&page=9", "</api/v1/zones/europe/backups?pageSize=1&page=2>; rel=\"prev\"")]
    [InlineData("", null)]
    [InlineData("?q=nothing", null)]
    public async Task Links_LeadToTheNeighbours(string query, string? link) =>
        (await App.GetAsync(List + query)).Header("Link").ShouldBe(link);

    [Theory]
    [InlineData("{0}", 304)]
    [InlineData("\"other\", {0}", 304)]
    [InlineData("W/{0}", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    [InlineData("no tag at all", 200)]
    public async Task KnownTag_IsNotSentAgain(string sent, int status)
    {
        foreach (var path in new[] { List, List + "/a1" })
        {
            var first = (await App.GetAsync(path)).ShouldBe(200);
            var second = await App.GetAsync(path, headers: ("If-None-Match", string.Format(null, sent, first.Header("ETag"))));
            second.ShouldBe(status).Body.ShouldBe(status == 304 ? "" : first.Body);
            second.Header("ETag").ShouldBe(first.Header("ETag"));
            second.Header("Vary").ShouldBe("Authorization, Cookie");
            second.Header("Zone-As-Of").ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Tag_ChangesWithTheContentAndNotWithTheLook()
    {
        var first = await App.GetAsync(List);
        Console.Clock.Advance(TimeSpan.FromSeconds(1));
        await Console.PollAsync();
        var second = await App.GetAsync(List);
        second.Header("Zone-As-Of").ShouldNotBe(first.Header("Zone-As-Of"));
        second.Header("ETag").ShouldBe(first.Header("ETag"));

        Europe.With(A.Running("a2", "a-one"));
        await Console.PollAsync();
        (await App.GetAsync(List)).Header("ETag").ShouldNotBe(first.Header("ETag"));
    }

    [Fact]
    public async Task Tag_OfSomebodyWhoSeesLess_IsAnother()
    {
        var whole = await App.GetAsync(List);
        var part = await App.GetAsync(List, TeamA, ("If-None-Match", whole.Header("ETag")!));
        IdsOf(part.ShouldBe(200)).ShouldBe("a1");
        ((int)part.Json["total"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Head_IsGetWithoutTheBody()
    {
        var get = await App.GetAsync(List);
        var head = await App.SendAsync(new HttpRequestMessage(HttpMethod.Head, ApiApp.Of(List)));
        head.ShouldBe(200).Body.ShouldBe("");
        head.Header("ETag").ShouldBe(get.Header("ETag"));
        head.Header("Content-Length").ShouldBe(get.Header("Content-Length"));
    }

    [Theory]
    [InlineData("/zones/europe/backups/b1", "/zones/europe/backups/nonsense")]
    [InlineData("/zones/america/backups", "/zones/nowhere0/backups")]
    [InlineData("/zones/america/knowledge-boxes", "/zones/nowhere0/knowledge-boxes")]
    [InlineData("/zones/america/backups/a1", "/zones/nowhere0/backups/a1")]
    public async Task ForeignThing_AnswersAsAWrongIdDoes(string foreign, string wrong)
    {
        var one = await App.GetAsync(foreign, TeamA);
        var other = await App.GetAsync(wrong, TeamA);
        one.ShouldBeProblem(404, "not-found");
        one.Body.Replace("america", "nowhere0").ShouldBe(other.Body);
        one.Response.Headers.Select(header => header.Key).ShouldBe(other.Response.Headers.Select(header => header.Key));
    }

    [Fact]
    public async Task WhatIsBeingDone_IsTold()
    {
        Europe.Hold(Ask.Delete);
        var operation = (await App.DeleteAsync(List + "/a1?confirmation=a-one")).ShouldBe(202);
        var backup = (await App.GetAsync(List + "/a1")).ShouldBe(200);
        ((string?)backup.Json["operationId"]).ShouldBe((string?)operation.Json["id"]);
        Europe.Release(Ask.Delete);
        await Console.OperationAsync((Guid)operation.Json["id"]!, ended => !ended.IsActive);
    }

    private static string IdsOf(Answer answer) => string.Join(' ', answer.Json["items"]!.AsArray().Select(item => (string)item!["id"]!));
}
