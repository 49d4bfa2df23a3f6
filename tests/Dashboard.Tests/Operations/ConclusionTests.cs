using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Primitives;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Operations;

/// <summary>What a picture of a zone proves about an operation in doubt.</summary>
public sealed class ConclusionTests
{
    private static readonly DateTimeOffset Asked = TestClock.Origin;
    private static readonly Operation Start = A.Operation() with { KnownBackups = ["known"] };

    [Fact]
    public void Start_NewBackupOfTheBox_IsAdopted() =>
        Conclusion(Start, Zone(Backup("new", 1)), Asked, mayConclude: false).ShouldBe(Outcome.Done("new"));

    [Theory]
    [InlineData("known", 1, "handbook")]
    [InlineData("claimed", 1, "handbook")]
    [InlineData("early", -301, "handbook")]
    [InlineData("other", 1, "other")]
    public void Start_OtherBackup_ProvesNothing(string id, int seconds, string slug) =>
        Conclusion(Start, Zone(Backup(id, seconds, slug)), Asked, mayConclude: false).ShouldBeNull();

    [Fact]
    public void Start_ClocksDifferALittle_IsAdoptedAllTheSame() =>
        Conclusion(Start, Zone(Backup("new", -299)), Asked, mayConclude: false).ShouldBe(Outcome.Done("new"));

    [Fact]
    public void Start_TwoNewBackupsOfTheBox_StaysUnknownForAPersonToDecide()
    {
        var outcome = Conclusion(Start, Zone(Backup("one", 1), Backup("two", 2)), Asked, mayConclude: true)!;
        outcome.State.ShouldBe(OperationState.Unknown);
        outcome.Problem!.Text.ShouldStartWith("2 candidates have appeared");
    }

    [Fact]
    public void Delete_AcceptedAndStillListed_IsNotConfirmed()
    {
        var accepted = A.Operation(OperationKind.Delete) with { AcceptedAt = Asked };
        Conclusion(accepted, Zone(A.LiveBackup()), Asked, mayConclude: false).ShouldBeNull();
        Conclusion(accepted, Zone(A.LiveBackup()), Asked, mayConclude: true)!.Problem!.Kind.ShouldBe(ProblemKind.NotConfirmed);
    }

    [Fact]
    public void Delete_BackupGone_IsAdopted() =>
        Conclusion(A.Operation(OperationKind.Delete), Zone(), Asked, mayConclude: false).ShouldBe(Outcome.Done("b1"));

    [Theory]
    [InlineData(OperationKind.Start, "new")]
    [InlineData(OperationKind.Start, null)]
    [InlineData(OperationKind.Delete, "b1")]
    [InlineData(OperationKind.Delete, null)]
    [InlineData(OperationKind.Restore, "kb-new")]
    [InlineData(OperationKind.Restore, null)]
    public void ListWithoutAnEntryThatCannotBeRead_ProvesNothing(OperationKind kind, string? name)
    {
        var leftOut = new LeftOut(1, "it is null", new HashSet<string>(name is null ? [] : [name]));
        Conclusion(A.Operation(kind), Zone() with { LeftOutBackups = leftOut, LeftOutBoxes = leftOut }, Asked, mayConclude: true)
            .ShouldBeNull();
    }

    [Fact]
    public void Start_NewBackupWithADateThatCannotBeTrue_ProvesNothing() =>
        Conclusion(Start, Zone(A.LiveBackup("new", started: PlausibleTime.Unknown)), Asked, mayConclude: true).ShouldBeNull();

    [Fact]
    public void Restore_BoxWithTheSlug_IsAdopted()
    {
        var box = new KnowledgeBox("kb-new", "handbook-restored", "Handbook", IsAgent: false);
        var zone = Zone() with { KnowledgeBoxes = new KnowledgeBoxSet([box]) };
        Conclusion(A.Operation(OperationKind.Restore), zone, Asked, mayConclude: false).ShouldBe(Outcome.Done("kb-new"));
    }

    [Fact]
    public void Restore_BoxThatAnotherRestoreHasMade_ProvesNothing()
    {
        var box = new KnowledgeBox("claimed", "handbook-restored", "Handbook", IsAgent: false);
        var zone = Zone() with { KnowledgeBoxes = new KnowledgeBoxSet([box]) };
        Conclusion(A.Operation(OperationKind.Restore), zone, Asked, mayConclude: false).ShouldBeNull();
    }

    [Theory]
    [InlineData("Somebody else's", false)]
    [InlineData("Handbook", true)]
    public void Restore_StrangersBoxWithTheSlug_ProvesNothing(string title, bool isAgent)
    {
        var box = new KnowledgeBox("kb-other", "handbook-restored", title, isAgent);
        var zone = Zone() with { KnowledgeBoxes = new KnowledgeBoxSet([box]) };
        Conclusion(A.Operation(OperationKind.Restore), zone, Asked, mayConclude: false).ShouldBeNull();
    }

    [Theory]
    [InlineData(OperationKind.Start)]
    [InlineData(OperationKind.Delete)]
    [InlineData(OperationKind.Restore)]
    public void NotThere_LongEnough_HasFailedAndMayBeRepeated(OperationKind kind)
    {
        var zone = Zone(A.LiveBackup());
        Conclusion(A.Operation(kind), zone, Asked, mayConclude: false).ShouldBeNull();
        var outcome = Conclusion(A.Operation(kind), zone, Asked, mayConclude: true)!;
        outcome.State.ShouldBe(OperationState.Failed);
        outcome.Problem!.Text.ShouldContain("safe to");
    }

    [Fact]
    public void OldOrHalfPicture_ProvesNothing()
    {
        var zone = Zone(Backup("new", 1));
        var later = Asked.AddSeconds(1);
        Conclusion(Start, zone, later, mayConclude: true).ShouldBeNull();
        Conclusion(Start, zone with { AsOf = later }, later, mayConclude: true).ShouldBeNull();
        Conclusion(Start, zone with { BoxesAsOf = later }, later, mayConclude: true).ShouldBeNull();
        Conclusion(Start, zone with { AsOf = null }, Asked, mayConclude: true).ShouldBeNull();
        Conclusion(Start, zone with { BoxesAsOf = null }, Asked, mayConclude: true).ShouldBeNull();
    }

    private static Outcome? Conclusion(Operation operation, ZoneSnapshot zone, DateTimeOffset askedAt, bool mayConclude) =>
        Reconciler.Conclusion(operation, zone, askedAt, mayConclude, id => id == "claimed");

    private static ZoneSnapshot Zone(params Backup[] backups) => A.Snapshot(backups);

    private static Backup Backup(string id, int seconds, string slug = "handbook") =>
        A.LiveBackup(id, slug, Asked.AddSeconds(seconds), state: BackupState.InProgress);
}
