using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Primitives;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using CsCheck;

namespace BackupDashboard.Tests.Coverage;

/// <summary>One verdict a box, from what is listed now and from nothing else.</summary>
public sealed class CoverageRulesTests
{
    private static readonly DateTimeOffset Now = TestClock.Origin;
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(2);
    private static readonly CoverageOptions Options = new() { DefaultMaxAge = TimeSpan.FromHours(24), DueSoonAt = 19.0 / 24 };

    [Theory]
    [InlineData(0, Verdict.Fresh)]
    [InlineData(19, Verdict.Fresh)]
    [InlineData(19.1, Verdict.DueSoon)]
    [InlineData(24, Verdict.DueSoon)]
    [InlineData(24.1, Verdict.Late)]
    [InlineData(-1, Verdict.Fresh)]
    public void Newest_OfAnAge_GivesTheVerdict(double hours, Verdict verdict)
    {
        var box = Only(Zone(Aged(hours)));
        box.Verdict.ShouldBe(verdict);
        box.Age.ShouldBe(TimeSpan.FromHours(Math.Max(0, hours)));
        box.IsWithinGoal.ShouldBe(verdict is Verdict.Fresh or Verdict.DueSoon);
    }

    [Fact]
    public void NoBackup_OrOnlyAnUnfinishedOne_IsNone()
    {
        Only(Zone()).Verdict.ShouldBe(Verdict.None);
        foreach (var state in new[] { BackupState.InProgress, BackupState.Stalled })
        {
            var box = Only(Zone(A.LiveBackup(state: state)));
            (box.Verdict, box.Newest, box.Running?.State, box.Backups).ShouldBe((Verdict.None, null, state, 1));
        }
    }

    [Fact]
    public void Newest_Unfinished_DoesNotCount()
    {
        var box = Only(Zone(Aged(30), A.LiveBackup("running", started: Now.AddHours(-1), state: BackupState.InProgress)));
        (box.Verdict, box.Newest?.Id).ShouldBe((Verdict.Late, "b30"));
    }

    /// <summary>At once, not when the grace period is over: what is about to go protects no one.</summary>
    [Fact]
    public void Newest_BeingDeleted_DoesNotCount()
    {
        var zone = Zone(Aged(1), Aged(30));
        Only(zone).Verdict.ShouldBe(Verdict.Fresh);
        var deletion = A.Operation(OperationKind.Delete, OperationTarget.Backup("europe", "b1")) with { BackupId = "b1" };
        var journal = JournalSnapshot.Empty.With(deletion);
        Only(zone, journal).Verdict.ShouldBe(Verdict.Late);
        Only(zone, journal.With(deletion with { State = OperationState.Cancelled })).Verdict.ShouldBe(Verdict.Fresh);
        Only(zone, JournalSnapshot.Empty.With(deletion with { Zone = "asia" })).Verdict.ShouldBe(Verdict.Fresh, "another zone's");
    }

    [Fact]
    public void SameSlug_OfAnotherBox_DoesNotCount()
    {
        var former = Aged(1) with { KnowledgeBoxId = "kb-former" };
        var box = Only(Zone(former));
        (box.Verdict, box.Former).ShouldBe((Verdict.None, former));
        VerdictView.Reason(box).ShouldContain("of an earlier box with the same slug");
    }

    [Fact]
    public void ZoneThatIsNotKnown_IsNeverLateAndNeverFresh()
    {
        foreach (var backups in new[] { [], new[] { Aged(1) }, [Aged(50)] })
        {
            var zone = Zone(backups);
            ZoneSnapshot[] unknown =
            [
                zone with { AsOf = Now - StaleAfter - TimeSpan.FromSeconds(1) },
                zone with { AsOf = null },
                zone with { BoxesAsOf = null },
                zone with { GoneSince = Now },
            ];
            unknown.Select(one => Only(one).Verdict).ShouldAllBe(verdict => verdict == Verdict.Unknown);
        }

        Only(Zone(Aged(1)) with { Failure = new ZoneFailure(A.Error(), Now) }).Verdict.ShouldBe(
            Verdict.Fresh, "one failed poll is no reason to forget what was known a moment ago");
    }

    [Fact]
    public void BackupsThatCannotBeRead_MayBeNewer()
    {
        var gaps = new LeftOut(1, "It has no id", new HashSet<string>());
        Only(Zone() with { LeftOutBackups = gaps }).Verdict.ShouldBe(Verdict.Unknown);
        Only(Zone(Aged(50)) with { LeftOutBackups = gaps }).Verdict.ShouldBe(Verdict.Unknown);
        Only(Zone(Aged(1)) with { LeftOutBackups = gaps }).Verdict.ShouldBe(Verdict.Fresh);
    }

    [Fact]
    public void StartThatCannotBeTrue_SaysNothing()
    {
        var undated = A.LiveBackup("undated", started: PlausibleTime.Unknown);
        Only(Zone(undated)).Verdict.ShouldBe(Verdict.Unknown);
        Only(Zone(undated, Aged(50))).Verdict.ShouldBe(Verdict.Late);
    }

    [Fact]
    public void Agents_AreNotJudged_AndBoxesThatAreGoneNeither()
    {
        var zone = Zone(Aged(1)) with
        {
            KnowledgeBoxes = new KnowledgeBoxSet([new("kb-agent", "agent", "Agent", IsAgent: true)]),
        };
        Judge(zone, JournalSnapshot.Empty).ShouldBeEmpty();
    }

    /// <summary>Whatever is listed: one more good backup never makes a verdict worse, one less never makes it better.</summary>
    [Fact]
    public void OneMoreBackup_NeverMakesItWorse() =>
        Gen.Select(Gen.Double[0, 60].List[0, 6], Gen.Double[0, 60]).Sample((hours, another) =>
        {
            var before = Only(Zone([.. hours.Distinct().Select(Aged)])).Verdict;
            var after = Only(Zone([.. hours.Append(another).Distinct().Select(Aged)])).Verdict;
            return after >= before;
        });

    private static Backup Aged(double hours) => A.LiveBackup($"b{hours}", started: Now.AddHours(-hours));

    private static ZoneSnapshot Zone(params Backup[] backups) => A.Snapshot(backups) with
    {
        KnowledgeBoxes = new KnowledgeBoxSet([new("kb-handbook", "handbook", "The handbook", IsAgent: false)]),
    };

    private static BoxCoverage Only(ZoneSnapshot zone, JournalSnapshot? journal = null) =>
        Judge(zone, journal ?? JournalSnapshot.Empty).ShouldHaveSingleItem();

    private static List<BoxCoverage> Judge(ZoneSnapshot zone, JournalSnapshot journal) =>
        [.. CoverageRules.Of(zone, journal, GoalBook.At(Now, journal, Options), (_, _) => null, StaleAfter, Now)];
}
