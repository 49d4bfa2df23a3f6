using System.Text.Json.Nodes;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Api;

/// <summary>Zones, knowledge boxes, slugs, and who one is.</summary>
public sealed class OtherEndpointTests : ApiTest
{
    [Fact]
    public async Task Zones_AreCountedAsFarAsTheyMayBeViewed()
    {
        Europe.With(A.Running("a2", "a-one"));
        await Console.PollAsync();
        Is(await App.GetAsync("/zones", TeamA), """
            [{"slug": "europe", "title": "Zone europe", "asOf": "2026-03-02T09:00:00.001Z", "isStale": false, "failure": null,
              "goneSince": null,
              "seesEveryBox": true, "leftOut": null,
              "counts": {"backups": 2, "inProgress": 1, "stalled": 0, "totalSize": 1500000}}]
            """);
        (await App.GetAsync("/zones", A.Auditor)).Json.AsArray().Select(zone => (string)zone!["slug"]!).ShouldBe(["america", "europe"]);
        (await App.GetAsync("/zones?all=true")).ShouldBeProblem(400, "invalid-parameters");
    }

    [Fact]
    public async Task FailingZone_SaysSoAndKeepsItsPicture()
    {
        Europe.FailAll(A.Error(detail: "No route to host."));
        await Console.PollAsync();
        Console.Clock.Advance(TimeSpan.FromMinutes(3));
        var zone = (await App.GetAsync("/zones", TeamA)).Json[0]!;
        ((bool)zone["isStale"]!).ShouldBeTrue();
        ((string?)zone["failure"]!["kind"]).ShouldBe("unreachable");
        ((string?)zone["failure"]!["text"]).ShouldBe("No route to host.");
        ((int)zone["counts"]!["backups"]!).ShouldBe(1);
        (await App.GetAsync("/zones/europe/backups", TeamA)).ShouldBe(200);
    }

    [Fact]
    public async Task ZoneThatIsGone_SaysSo_KeepsItsPictureAndRefusesCommands()
    {
        Europe.IsListed = false;
        for (var poll = 0; poll < 2; poll++)
            await Console.PollAccountAsync();
        var zone = (await App.GetAsync("/zones", TeamA)).Json[0]!;
        ((string?)zone["goneSince"]).ShouldNotBeNull();
        ((string?)zone["failure"]!["text"]).ShouldBe("The account no longer lists this zone.");
        ((int)zone["counts"]!["backups"]!).ShouldBe(1);
        (await App.GetAsync("/zones/europe/backups", TeamA)).ShouldBe(200);
        (await App.PostAsync("/zones/europe/backups", """{"knowledgeBoxId": "kb-a-one"}""", TeamA)).ShouldBeProblem(409, "zone-gone");
    }

    [Fact]
    public async Task ZoneThatWasNeverRead_HasNoAnswerYet()
    {
        App.Nuclia.AddZone("asia").FailAll(A.Error());
        await Console.PollAccountAsync();
        await Console.ZoneAsync("asia", zone => zone.Failure is not null);
        var problem = await App.GetAsync("/zones/asia/backups");
        problem.ShouldBeProblem(503, "zone-unread");
        problem.Header("Retry-After").ShouldBe("30");

        // Of what no one has looked for it must not be said that it is not there: a program might believe that its backup is gone.
        (await App.DeleteAsync("/zones/asia/backups/a1?confirmation=a-one")).ShouldBeProblem(503, "zone-unread");
        (await App.PostAsync("/zones/asia/backups", """{"slug": "a-one"}""")).ShouldBeProblem(503, "zone-unread");
        (await App.PostAsync("/zones/asia/backups/a1/restore", """{"slug": "a-two", "title": "Two"}"""))
            .ShouldBeProblem(503, "zone-unread");
        (await App.DeleteAsync("/zones/asia/backups/a1?confirmation=a-one", TeamA)).ShouldBeProblem(404, "not-found");
        (await App.GetAsync("/zones")).Json.AsArray().Single(zone => (string)zone!["slug"]! == "asia")!["counts"].ShouldBeNull();
    }

    [Fact]
    public async Task KnowledgeBoxes_AreListedAsFarAsTheyMayBeViewed()
    {
        Europe.Agents = [A.Box("a-agent")];
        await Console.PollAsync();
        var boxes = await App.GetAsync("/zones/europe/knowledge-boxes", TeamA);
        Is(boxes, """
            {"items": [{"id": "kb-a-agent", "slug": "a-agent", "title": "The a-agent", "isAgent": true},
                       {"id": "kb-a-one", "slug": "a-one", "title": "The a-one", "isAgent": false}], "total": 2, "page": 1, "pageSize": 50}
            """);
        (await App.GetAsync("/zones/europe/knowledge-boxes", TeamA, ("If-None-Match", boxes.Header("ETag")!))).ShouldBe(304);
        (await App.GetAsync("/zones/europe/knowledge-boxes?pageSize=1&page=2", TeamA)).Json["items"]!.AsArray().Count.ShouldBe(1);
        (await App.GetAsync("/zones/europe/knowledge-boxes?q=x", TeamA)).ShouldBeProblem(400, "invalid-parameters");
    }

    [Theory]
    [InlineData("free", "free", null)]
    [InlineData("a-one", "taken", "a-one-2")]
    [InlineData("c-one", "taken", "c-one-2")]
    [InlineData("No Slug", "invalid", null)]
    public async Task Slug_IsCheckedInEveryZone(string slug, string verdict, string? proposal)
    {
        var answer = (await App.GetAsync($"/slug-check?zone=europe&backupId=a1&slug={Uri.EscapeDataString(slug)}", TeamA)).ShouldBe(200);
        ((string?)answer.Json["verdict"]).ShouldBe(verdict);
        ((string?)answer.Json["proposal"]).ShouldBe(proposal);
        ((string?)answer.Json["text"]).ShouldNotBeNullOrEmpty();
        answer.Body.ShouldNotContain("america");
    }

    [Theory]
    [InlineData("zone=europe&backupId=b1&slug=free", TeamA, 404, "not-found")]
    [InlineData("zone=europe&backupId=nonsense&slug=free", TeamA, 404, "not-found")]
    [InlineData("zone=america&backupId=a1&slug=free", TeamA, 404, "not-found")]
    [InlineData("zone=europe&backupId=a1&slug=free", A.Auditor, 403, "not-allowed")]
    [InlineData("zone=europe&backupId=a1", TeamA, 400, "invalid-parameters")]
    [InlineData("slug=free", TeamA, 400, "invalid-parameters")]
    [InlineData("", TeamA, 400, "invalid-parameters")]
    public async Task SlugOfSomethingElse_IsNotChecked(string query, string role, int status, string type) =>
        (await App.GetAsync("/slug-check?" + query, role)).ShouldBeProblem(status, type);

    [Fact]
    public async Task ZoneThatCannotBeAsked_IsNamedOnlyToThoseWhoMayViewIt()
    {
        App.Nuclia.AddZone("asia").FailAll(A.Error());
        await Console.PollAccountAsync();
        await Console.ZoneAsync("asia", zone => zone.Failure is not null);
        const string query = "/slug-check?zone=europe&backupId=a1&slug=free";
        UnaskedOf(await App.GetAsync(query)).ShouldBe(["asia"]);
        UnaskedOf(await App.GetAsync(query, TeamA)).ShouldBe(["zones that you may not view"]);
        (await App.PostAsync("/zones/europe/backups/a1/restore", """{"slug": "free", "title": "Free"}""", TeamA))
            .ShouldBeProblem(409, "zone-not-asked");
        (await App.PostAsync("/zones/europe/backups/a1/restore",
            """{"slug": "free", "title": "Free", "acceptUnaskedZones": ["zones that you may not view"]}""", TeamA)).ShouldBe(202);
    }

    [Fact]
    public async Task Me_TellsTeamsAndRights()
    {
        Is(await App.GetAsync("/me", TeamA), """
            {"objectId": "oid of Ada", "name": "Ada", "teams": [{"name": "Team.A", "member": "Team.A", "zones": ["europe"],
             "boxes": ["a-*"],
             "rights": ["view", "backup", "restore", "delete"], "restorePrefix": ""}]}
            """);
        var all = (await App.GetAsync("/me", A.Administrator)).Json["teams"]![0]!;
        all["zones"].ShouldBeNull();
        all["rights"]!.ToJsonString().ShouldBe("[\"administer\"]");
    }

    private static IEnumerable<string> UnaskedOf(Answer answer) =>
        answer.ShouldBe(200).Json["unaskedZones"]!.AsArray().Select(zone => (string)zone!);

    private static void Is(Answer answer, string expected) =>
        JsonNode.DeepEquals(answer.ShouldBe(200).Json, JsonNode.Parse(expected)).ShouldBeTrue(answer.Body);
}
