using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Operations;
using BackupDashboard.Tests.Shared;
using CsCheck;

namespace BackupDashboard.Tests.Activities;

/// <summary>The database answers with what the services would let someone see, no more and no less.</summary>
[StorageSuite]
public sealed class VisibleOperationsTests : JournalTest
{
    private static readonly string[] Zones = ["europe", "america"];
    private static readonly string[] Slugs = ["docs-a", "docs-b", "Docs-a", "docs", "legal", "a-docs-", "support_x", "support-x", "d*cs-a",
        "docs-a%"];
    private static readonly string[] Patterns = ["docs-*", "*", "legal", "*-a", "support_*", "d*-*", "none"];

    private static readonly Gen<Team> Teams = Gen.Select(
        Gen.Bool, Gen.Int[0, Patterns.Length - 1].Select(index => Patterns[index]).Array[1, 3], Gen.Int[0, 1]
            .Select(index => Zones[index]).Array[0, 2],
        (views, patterns, zones) => A.Team([views ? Right.View : Right.Backup], patterns, zones.Length == 0 ? null : zones));

    private ActivityReader Reader => new(Storage.Contexts);

    [Fact]
    public async Task Seen_ByAnyTeams_IsTheSameInTheDatabaseAndInTheServices()
    {
        var all = new List<Operation>();
        foreach (var (zone, slug) in Zones.SelectMany(zone => Slugs.Select(slug => (zone, slug))))
        {
            var operation = A.Operation(target: $"box:{zone}:{slug}") with { Zone = zone, KnowledgeBoxSlug = slug };
            (await Journal.TryAddAsync(operation, Cancellation)).ShouldBeNull();
            all.Add(operation);
        }

        await Teams.Array[0, 3].SampleAsync(async teams =>
        {
            var grants = A.Grants(teams);
            var rows = await Reader.PageAsync(grants, new ActivityQuery { Paging = new(0, 100) }, TimeZoneInfo.Utc, Cancellation);
            rows.Operations.Select(operation => operation.Id)
                .ShouldBe(all.Where(operation => operation.IsVisibleTo(grants)).Select(operation => operation.Id), ignoreOrder: true);
            rows.Total.ShouldBe(rows.Operations.Count);
            (await Reader.ChoicesAsync(grants, Cancellation)).Zones.ShouldBe(
                rows.Operations.Select(operation => operation.Zone).Distinct().Order());
            (await Reader.BoxesAsync(grants, "", Cancellation))
                .ShouldBe(rows.Operations.Select(operation => operation.KnowledgeBoxSlug).Distinct(), ignoreOrder: true);
        }, iter: 200, threads: 1);
    }
}
