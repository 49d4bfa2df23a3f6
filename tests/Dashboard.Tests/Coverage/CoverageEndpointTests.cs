using System.Text.Json.Nodes;
using BackupDashboard.Tests.Api;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Coverage;

public sealed class CoverageEndpointTests : ApiTest
{
    [Fact]
    public async Task Coverage_OfATeam_IsOfItsBoxesOnly()
    {
        var expected = JsonNode.Parse("""
        {"items": [{"zone": "europe", "knowledgeBoxId": "kb-a-one", "knowledgeBoxSlug": "a-one", "knowledgeBoxTitle": "The a-one",
          "verdict": "late", "maxAgeSeconds": 86400, "goal": "no older than 1 day", "exemptUntil": null,
          "newestBackupId": "a1", "newestBackupStartedAt": "2026-03-01T09:00:00Z",
          "backups": 1, "size": 1500000, "isRunning": false}], "total": 1, "page": 1, "pageSize": 50}
        """);
        (await App.GetAsync("/coverage", TeamA)).Json.ToJsonString().ShouldBe(expected!.ToJsonString());
    }

    [Fact]
    public async Task Coverage_OfAll_HasTheMostUrgentFirst_AndFilters()
    {
        var all = (await App.GetAsync("/coverage", A.Auditor)).Json;
        all["items"]!.AsArray().Select(box => (string)box!["knowledgeBoxSlug"]!).ShouldBe(["c-one", "a-one", "b-one"]);
        ((int)(await App.GetAsync("/coverage?zone=europe&verdict=late", A.Auditor)).Json["total"]!).ShouldBe(2);
        ((int)(await App.GetAsync("/coverage?verdict=fresh", A.Auditor)).Json["total"]!).ShouldBe(0);
        (await App.GetAsync("/coverage?verdict=bad", A.Auditor)).ShouldBeProblem(400, "invalid-parameters");
        (await App.GetAsync("/coverage.csv?page=2", A.Auditor)).ShouldBeProblem(400, "invalid-parameters");
    }

    [Fact]
    public async Task File_ForSpreadsheets_HasALineForEachBox()
    {
        var answer = (await App.GetAsync("/coverage.csv", TeamB)).ShouldBe(200);
        answer.Body.Trim('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "Zone,KnowledgeBoxId,KnowledgeBoxSlug,KnowledgeBoxTitle,Verdict,MaxAgeSeconds,Goal,ExemptUntil,NewestBackupId,"
                + "NewestBackupStartedAt,Backups,Size,IsRunning",
            "europe,kb-b-one,b-one,The b-one,Late,86400,no older than 1 day,,b1,2026-03-01T09:00:00.0000000Z,1,1500000,False",
        ]);
    }

    [Fact]
    public void Metrics_TellVerdictsAgesAndGoals()
    {
        using var meters = new TestMeters(Console.Get<System.Diagnostics.Metrics.IMeterFactory>());
        meters.Observe("backup.coverage.boxes").ShouldContain("2 verdict=late zone=europe");
        meters.Observe("backup.coverage.boxes").ShouldContain("0 verdict=due_soon zone=europe");
        meters.Observe("backup.box.goal").ShouldContain("86400 kb=a-one zone=europe");
        meters.Observe("backup.box.age").Count.ShouldBe(2);
    }
}
