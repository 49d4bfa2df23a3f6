using BackupDashboard.Fingerprints;
using BackupDashboard.Nuclia;
using BackupDashboard.Restores;
using BackupDashboard.Tests.Shared;
using CsCheck;
using static BackupDashboard.Tests.Restores.Restored;

namespace BackupDashboard.Tests.Restores;

/// <summary>How far, how fast, how long it will take, and how that is shown.</summary>
public sealed class RestoreEstimateTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(500, 2000, 50)]
    [InlineData(500, 3999, 50)]
    [InlineData(500, 9000, 50)]
    [InlineData(1000, 1000, 99)]
    [InlineData(999, 3999, 99)]
    [InlineData(1000, 4000, 99)]
    [InlineData(5000, 9000, 99)]
    public void Percent_AgainstABaseline_IsOfTheResourcesAlone(long resources, long paragraphs, int percent) =>
        RestoreEstimate.Percent(Seen(Exact, (2, new Counters(resources, paragraphs, 0, 0)))).ShouldBe(percent);

    [Fact]
    public void Percent_WithoutABaselineOrALook_IsNone()
    {
        RestoreEstimate.Percent(Seen(null, (2, Partly))).ShouldBeNull();
        RestoreEstimate.Percent(New() with { Baseline = Exact }).ShouldBeNull();
    }

    [Fact]
    public void Percent_AnyCounters_NeverLeavesItsBoundsAndIsWholeOnlyWhenComplete() =>
        Gen.Select(Count, Count, Count, Count, Gen.Int[1, 5]).Sample((resources, paragraphs, lowResources, lowParagraphs, looks) =>
        {
            var low = new Counters(lowResources, lowParagraphs, 0, 0);
            var progress = SeenAgain(Baseline.Of(low, low), new Counters(resources, paragraphs, 0, 0), looks);
            var percent = RestoreEstimate.Percent(progress).ShouldNotBeNull();
            percent.ShouldBeInRange(0, 100);
            (percent == 100).ShouldBe(progress.State is RestoreState.ContentComplete);
        });

    [Fact]
    public void Percent_MoreArrives_NeverShrinks() =>
        Gen.Select(Count, Count, Count, Count).Sample((resources, paragraphs, more, moreParagraphs) =>
        {
            var before = RestoreEstimate.Percent(Seen(Exact, (2, new Counters(resources, paragraphs, 0, 0))));
            RestoreEstimate.Percent(Seen(Exact, (2, new Counters(resources + more, paragraphs + moreParagraphs, 0, 0)))).ShouldNotBeNull()
                .ShouldBeGreaterThanOrEqualTo(before!.Value);
        });

    [Fact]
    public void Rate_OverTheLastMinute_ForgetsWhatWasBefore()
    {
        RestoreEstimate.Rate(Seen(null, (0, Empty))).ShouldBeNull();
        RestoreEstimate.Rate(Seen(null, (0, Empty), (10, Partly))).ShouldBe(50);
        RestoreEstimate.Rate(Seen(null, (0, Empty), (30, Partly), (60, Partly), (90, All), (100, All))).ShouldBe(12.5);
        RestoreEstimate.Rate(Seen(null, (0, All), (10, Partly))).ShouldBeNull();
        RestoreEstimate.Rate(Seen(null, (0, Partly), (10, Partly))).ShouldBe(0);
    }

    [Fact]
    public void Rate_TwoLooksAtOnce_IsNoNonsense() => RestoreEstimate.Rate(Seen(null, (1, Empty), (1, Partly))).ShouldBeNull();

    [Fact]
    public void TimeLeft_KnownSpeeds_AreBlendedByHowFarItIs()
    {
        var half = Seen(Exact, (0, Empty), (10, Partly));
        RestoreEstimate.TimeLeft(half, null).ShouldBe(TimeSpan.FromSeconds(10));
        RestoreEstimate.TimeLeft(half, 150).ShouldBe(TimeSpan.FromSeconds(5));
        RestoreEstimate.TimeLeft(Seen(Exact, (0, Empty)), 20).ShouldBe(TimeSpan.FromSeconds(50));
    }

    [Fact]
    public void TimeLeft_NothingKnownMissingOrMoving_IsAbsent()
    {
        RestoreEstimate.TimeLeft(Seen(Exact, (0, Partly)), null).ShouldBeNull();
        RestoreEstimate.TimeLeft(Seen(null, (0, Empty), (10, Partly)), 10).ShouldBeNull();
        RestoreEstimate.TimeLeft(Seen(Exact, (0, Empty), (10, All)), 10).ShouldBeNull();
        RestoreEstimate.TimeLeft(Seen(Exact, (0, Partly), (700, Partly)), 10).ShouldBeNull();
        RestoreEstimate.TimeLeft(Seen(Exact, (0, Partly)), 0.0000001).ShouldBeNull();
    }

    [Fact]
    public void TimeLeft_AnyRestore_IsNeverNegativeNorEndless() =>
        Gen.Select(Count, Count, Gen.Double[0, 1000], Gen.Int[0, 100]).Sample((first, second, learned, seconds) =>
        {
            var progress = Seen(Exact, (0, new Counters(first, 0, 0, 0)), (seconds, new Counters(second, 0, 0, 0)));
            if (RestoreEstimate.TimeLeft(progress, learned) is { } left)
                left.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromDays(30));
        });

    [Fact]
    public void LearnedSpeed_OfTheLatestTwenty_IsTheirMedian()
    {
        RestoresSnapshot.Empty.With(Seen(Exact, (2, Partly))).LearnedSpeed.ShouldBeNull();
        var snapshot = RestoresSnapshot.Empty;
        foreach (var day in Enumerable.Range(1, 41))
            snapshot = snapshot.With(
                New() with { State = RestoreState.ContentComplete, CompletedAt = TestClock.Origin.AddDays(day), ResourcesPerSecond = day });
        snapshot.LearnedSpeed.ShouldBe(32);
    }

    [Fact]
    public void Snapshot_OfManyRestores_KeepsThoseThatArriveAndTheLatestOthers()
    {
        var arriving = New();
        var snapshot = RestoresSnapshot.Empty.With(arriving);
        foreach (var day in Enumerable.Range(1, 300))
            snapshot = snapshot.With(New() with { State = RestoreState.Quiet, AcceptedAt = TestClock.Origin.AddDays(day) });
        snapshot.Find(arriving.OperationId).ShouldNotBeNull();
        snapshot.Restores.Count.ShouldBeInRange(RestoresSnapshot.MaximumHeld, RestoresSnapshot.MaximumHeld + 51);
        snapshot.Restores.Values.Where(restore => restore.IsEnded).Min(restore => restore.AcceptedAt)
            .ShouldBeGreaterThan(TestClock.Origin.AddDays(49));
    }

    [Theory]
    [InlineData(1, "less than a minute")]
    [InlineData(50, "about 1 minute")]
    [InlineData(89, "about 1 minute")]
    [InlineData(185, "about 3 minutes")]
    [InlineData(3600, "about 60 minutes")]
    [InlineData(5400, "about 2 hours")]
    [InlineData(36000, "about 10 hours")]
    [InlineData(200000, "about 2 days")]
    public void About_ATime_IsNoMoreExactThanItCanBe(int seconds, string text) =>
        RestoreWords.About(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Fact]
    public void Words_OfARestore_TellMeasureAndPace()
    {
        var half = Seen(Exact, (0, Empty), (10, Partly));
        RestoreWords.Measure(half).ShouldBe("50 % of what the backup held: 1,000 resources (exact), about 4,000 paragraphs.");
        RestoreWords.Measure(Seen(Band, (2, Partly))).ShouldBe(
            "50 % of at least 1,000 resources. The backup was counted: "
            + "1,000 to 1,010 resources (a range, because the box changed while the backup was made), about 4,000 paragraphs.");
        RestoreWords.Measure(Seen(null, (2, Partly))).ShouldBeNull();
        RestoreWords.Pace(half, null).ShouldBe("3,000 resources per minute, less than a minute left");
        RestoreWords.Pace(Seen(Exact, (0, Partly)), 1).ShouldBe("about 8 minutes left");
        RestoreWords.Pace(Seen(null, (0, Partly)), 1).ShouldBeNull();
    }

    [Theory]
    [InlineData(BaselineKind.Exact, "Counted 1,000 of 1,000 resources, unchanged in 3 looks. The backup was counted before and after it "
        + "was made, with the same number of resources.")]
    [InlineData(BaselineKind.Band, "Counted 1,000 of 1,000 to 1,010 resources, unchanged in 3 looks. The backup was counted before and "
        + "after it was made, and its box changed in between: a range.")]
    [InlineData(BaselineKind.Late, "Counted 1,000 of 1,000 resources, unchanged in 3 looks. The backup was counted once, when it was "
        + "seen finished.")]
    [InlineData(BaselineKind.Early, "Counted 1,000 of 1,000 resources, unchanged in 3 looks. The backup was counted once, before it "
        + "began.")]
    public void Proof_OfACompleteRestore_SaysHowSureItIs(BaselineKind kind, string text)
    {
        var baseline = kind switch
        {
            BaselineKind.Exact => Exact,
            BaselineKind.Band => Band,
            BaselineKind.Late => Baseline.Of(null, All),
            _ => Baseline.Of(All, null),
        };
        RestoreWords.Proof(SeenAgain(baseline, All, 4)).ShouldBe(text);
    }

    private static Gen<long> Count { get; } = Gen.Long[0, 5000];
}
