using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Live;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>What a picture of a zone proves about an operation in doubt.</summary>
public sealed class ConclusionTests
{
    private static readonly DateTimeOffset Asked = TestClock.Origin;
    private static readonly Operation Start = A.Operation() with { KnownBackups = new HashSet<string> { "known" } };

    [Fact]
    public void Start_NewBackupOfTheBox_IsAdopted() =>
        Reconciler.Conclusion(Start, Zone(Backup("new", 1)), Asked, mayConclude: false).ShouldBe(Outcome.Done("new"));

    [Theory]
    [InlineData("known", 1, "handbook")]
    [InlineData("early", -301, "handbook")]
    [InlineData("other", 1, "other")]
    public void Start_OtherBackup_ProvesNothing(string id, int seconds, string slug) =>
        Reconciler.Conclusion(Start, Zone(Backup(id, seconds, slug)), Asked, mayConclude: false).ShouldBeNull();

    [Fact]
    public void Start_ClocksDifferALittle_IsAdoptedAllTheSame() =>
        Reconciler.Conclusion(Start, Zone(Backup("new", -299)), Asked, mayConclude: false).ShouldBe(Outcome.Done("new"));

    [Fact]
    public void Delete_BackupGone_IsAdopted() =>
        Reconciler.Conclusion(A.Operation(OperationKind.Delete), Zone(), Asked, mayConclude: false).ShouldBe(Outcome.Done("b1"));

    [Fact]
    public void Restore_BoxWithTheSlug_IsAdopted()
    {
        var box = new KnowledgeBox("kb-new", "handbook-restored", "Handbook", IsAgent: false);
        var zone = Zone() with { KnowledgeBoxes = new Dictionary<string, KnowledgeBox> { [box.Id] = box } };
        Reconciler.Conclusion(A.Operation(OperationKind.Restore), zone, Asked, mayConclude: false).ShouldBe(Outcome.Done("kb-new"));
    }

    [Theory]
    [InlineData("Somebody else's", false)]
    [InlineData("Handbook", true)]
    public void Restore_StrangersBoxWithTheSlug_ProvesNothing(string title, bool isAgent)
    {
        var box = new KnowledgeBox("kb-other", "handbook-restored", title, isAgent);
        var zone = Zone() with { KnowledgeBoxes = new Dictionary<string, KnowledgeBox> { [box.Id] = box } };
        Reconciler.Conclusion(A.Operation(OperationKind.Restore), zone, Asked, mayConclude: false).ShouldBeNull();
    }

    [Theory]
    [InlineData(OperationKind.Start)]
    [InlineData(OperationKind.Delete)]
    [InlineData(OperationKind.Restore)]
    public void NotThere_LongEnough_HasFailedAndMayBeRepeated(OperationKind kind)
    {
        var zone = Zone(A.LiveBackup());
        Reconciler.Conclusion(A.Operation(kind), zone, Asked, mayConclude: false).ShouldBeNull();
        var outcome = Reconciler.Conclusion(A.Operation(kind), zone, Asked, mayConclude: true)!;
        outcome.State.ShouldBe(OperationState.Failed);
        outcome.Problem!.Text.ShouldContain("safe to");
    }

    [Fact]
    public void OldOrHalfPicture_ProvesNothing()
    {
        var zone = Zone(Backup("new", 1));
        var later = Asked.AddSeconds(1);
        Reconciler.Conclusion(Start, zone, later, mayConclude: true).ShouldBeNull();
        Reconciler.Conclusion(Start, zone with { AsOf = later }, later, mayConclude: true).ShouldBeNull();
        Reconciler.Conclusion(Start, zone with { BoxesAsOf = later }, later, mayConclude: true).ShouldBeNull();
        Reconciler.Conclusion(Start, zone with { AsOf = null }, Asked, mayConclude: true).ShouldBeNull();
        Reconciler.Conclusion(Start, zone with { BoxesAsOf = null }, Asked, mayConclude: true).ShouldBeNull();
    }

    private static ZoneSnapshot Zone(params Backup[] backups) => A.Snapshot(backups);

    private static Backup Backup(string id, int seconds, string slug = "handbook") =>
        A.LiveBackup(id, slug, Asked.AddSeconds(seconds), state: BackupState.InProgress);
}
