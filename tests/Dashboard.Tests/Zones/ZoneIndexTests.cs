using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Zones;

public sealed class ZoneIndexTests
{
    private static readonly DateTimeOffset Now = TestClock.Origin;

    private readonly ZoneSnapshot _zone = A.Snapshot(
        A.LiveBackup("old", started: Now.AddDays(-9), size: 100),
        A.LiveBackup("new", started: Now.AddDays(-1), size: 200),
        A.LiveBackup("running", started: Now.AddMinutes(-5), state: BackupState.InProgress),
        A.LiveBackup("only", "single", size: 300),
        A.LiveBackup("stuck", "single", Now.AddDays(-3), state: BackupState.Stalled),
        A.LiveBackup("gone1", "gone", Now.AddDays(-5)),
        A.LiveBackup("gone2", "gone", Now.AddDays(-4))) with
    {
        KnowledgeBoxes = new KnowledgeBoxSet([Box("handbook"), Box("single"), Box("unsaved"), Box("agent", isAgent: true)]),
    };

    private ZoneIndex Index => _zone.Index;

    [Fact]
    public void Figures_OfAZone_AreCounted()
    {
        Index.InProgress.ShouldBe(1);
        Index.Stalled.ShouldBe(1);
        Index.TotalSize.ShouldBe(100 + 200 + 300 + (2 * 1_500_000));
        Index.LastFinished.ShouldBe(Now.AddDays(-1).AddMinutes(10));
        Index.Slugs.ShouldBe(["handbook", "single", "unsaved", "agent"], ignoreOrder: true);
        Index.BackedUpSlugs.ShouldBe(["gone", "handbook", "single"]);
    }

    [Fact]
    public void Gaps_OfAZone_AreFound()
    {
        Index.WithoutBackup.Select(box => box.Slug).ShouldBe(["unsaved"]);
        Index.Orphans.Select(backup => backup.Id).ShouldBe(["gone2"]);
    }

    [Fact]
    public void BackupsOf_ABox_AreNewestFirst()
    {
        Index.BackupsOf("kb-handbook").Select(backup => backup.Id).ShouldBe(["running", "new", "old"]);
        Index.BackupsOf("kb-nothing").ShouldBeEmpty();
        Index.RunningBackupOf("kb-handbook")!.Id.ShouldBe("running");
        Index.RunningBackupOf("kb-single")!.State.ShouldBe(BackupState.Stalled);
    }

    [Fact]
    public void NotLookedYet_Nothing_IsAnOrphanOrWithoutBackup()
    {
        (_zone with { BoxesAsOf = null, KnowledgeBoxes = KnowledgeBoxSet.Empty }).Index.Orphans.ShouldBeEmpty();
        (_zone with { AsOf = null, Backups = BackupSet.Empty }).Index.WithoutBackup.ShouldBeEmpty();
    }

    private static KnowledgeBox Box(string slug, bool isAgent = false) => new($"kb-{slug}", slug, slug, isAgent);
}
