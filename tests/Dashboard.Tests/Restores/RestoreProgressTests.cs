using BackupDashboard.Fingerprints;
using BackupDashboard.Nuclia;
using BackupDashboard.Restores;
using BackupDashboard.Tests.Shared;
using CsCheck;
using static BackupDashboard.Tests.Restores.Restored;

namespace BackupDashboard.Tests.Restores;

/// <summary>What looks at a restored box lead to. Pure: nothing waits here.</summary>
public sealed class RestoreProgressTests
{
    private const double Minute = 60;

    [Fact]
    public void After_FirstCounters_MovedNow()
    {
        var progress = Seen(null, (1, Empty));
        progress.MovedAt.ShouldBe(TestClock.Origin.AddSeconds(1));
        progress.FirstLookAt.ShouldBe(progress.MovedAt);
        progress.AsOf.ShouldBe(progress.MovedAt);
        progress.State.ShouldBe(RestoreState.Arriving);
    }

    [Theory]
    [InlineData(1, RestoreState.Arriving)]
    [InlineData(3, RestoreState.Arriving)]
    [InlineData(4, RestoreState.ContentComplete)]
    public void After_LooksThatFindTheBaseline_IsCompleteAfterThreeUnchanged(int looks, RestoreState state)
    {
        foreach (var baseline in new[] { Exact, Band, Baseline.Of(null, All), Baseline.Of(All, null) })
            SeenAgain(baseline, All, looks).State.ShouldBe(state, baseline.Kind.ToString());
    }

    [Fact]
    public void After_LooksWithinTheBand_IsComplete()
    {
        SeenAgain(Band, More, 4).State.ShouldBe(RestoreState.ContentComplete);
        SeenAgain(Band, More with { Resources = 999 }, 4).State.ShouldBe(RestoreState.Arriving);
    }

    [Theory]
    [InlineData(1.03)]
    [InlineData(0.97)]
    [InlineData(2)]
    public void After_TheSameResourcesAndOtherApproximateCounts_IsComplete(double factor)
    {
        var counted = new Counters(
            All.Resources, (long)(All.Paragraphs * factor), (long)(All.Fields * factor), (long)(All.Sentences * factor));
        SeenAgain(Exact, counted, 4).State.ShouldBe(RestoreState.ContentComplete);
    }

    [Fact]
    public void After_AllResourcesWhileTheIndexMoves_IsCompleteOnceItRestsOrHasTakenTooLong()
    {
        Counters Indexed(int paragraphs) => All with { Paragraphs = paragraphs };
        Seen(Exact, (2, Indexed(1)), (4, Indexed(2)), (6, Indexed(3)), (8, Indexed(4))).State.ShouldBe(RestoreState.Arriving);
        Seen(
            Exact, (2, Indexed(1)), (4, Indexed(2)), (6, Indexed(2)), (8, Indexed(2)),
            (10, Indexed(2))).State.ShouldBe(RestoreState.ContentComplete);
        Seen(Exact, (0, Indexed(1)), (5 * Minute, Indexed(2)), (10 * Minute, Indexed(3))).State.ShouldBe(RestoreState.ContentComplete);
    }

    [Theory]
    [InlineData(4.9, RestoreState.Arriving)]
    [InlineData(5, RestoreState.Partial)]
    public void After_ItsBackupWasDeleted_IsPartialInTime(double minutes, RestoreState state)
    {
        var progress = Seen(Exact, (0, Empty), (0, Partly)) with { SourceGoneAt = TestClock.Origin };
        var next = progress.After(Partly, TestClock.Origin.AddMinutes(minutes), Exact, Options);
        next.State.ShouldBe(state);
        next.IsEnded.ShouldBe(state is RestoreState.Partial);
    }

    [Fact]
    public void After_ItsBackupWasDeletedAndAllHadBeenRead_IsComplete()
    {
        var progress = SeenAgain(Exact, All, 3) with { SourceGoneAt = TestClock.Origin };
        progress.After(All, TestClock.Origin.AddMinutes(6), Exact, Options).State.ShouldBe(RestoreState.ContentComplete);
    }

    [Fact]
    public void After_MoreResourcesThanTheBackupHeld_IsGrownAndThenQuietWithoutAProof()
    {
        SeenAgain(Exact, More, 4).State.ShouldBe(RestoreState.Grown);
        SeenAgain(Exact, More, 4).IsEnded.ShouldBeFalse();
        Seen(Exact, (0, More), (5 * Minute, More)).State.ShouldBe(RestoreState.Quiet);
        Seen(Exact, (0, More), (5 * Minute, More), (6 * Minute, All)).State.ShouldBe(RestoreState.Arriving);
    }

    [Fact]
    public void After_ANumberThatFalls_RemembersTheMost()
    {
        var fallen = Seen(Exact, (0, All), (2, Partly));
        fallen.MostResources.ShouldBe(1000);
        RestoreWords.Oddity(fallen).ShouldNotBeNull().ShouldContain("1,000 were counted earlier");
        RestoreWords.Oddity(Seen(Exact, (0, Partly), (2, All), (4, All with { Paragraphs = 1 }))).ShouldBeNull();
        Seen(
            Exact, (0, Partly), (2, Partly with { Resources = 400 }),
            (10 * Minute + 2, Partly with { Resources = 400 })).State.ShouldBe(RestoreState.Stalled);
    }

    [Fact]
    public void After_LooksThatPagesAskedForAtOnce_IsNoProofYet()
    {
        var hasty = Seen(Exact, (2, All), (2.1, All), (2.2, All), (2.3, All), (7.9, All));
        hasty.UnchangedLooks.ShouldBe(4);
        hasty.State.ShouldBe(RestoreState.Arriving);
        hasty.After(All, TestClock.Origin.AddSeconds(8), Exact, Options).State.ShouldBe(RestoreState.ContentComplete);
    }

    [Fact]
    public void After_ComingBackToTheBaseline_CountsAnew() =>
        Seen(Exact, (2, All), (4, All), (6, More), (8, All), (10, All), (12, All)).State.ShouldBe(RestoreState.Arriving);

    [Fact]
    public void After_BeingComplete_StaysSoWhateverIsAdded()
    {
        var complete = SeenAgain(Exact, All, 4);
        var later = complete.After(new Counters(1, 1, 1, 1), TestClock.Origin.AddDays(1), null, Options);
        later.ShouldBe(complete);
        complete.AfterVanishing(TestClock.Origin, A.Error()).ShouldBe(complete);
        complete.CompletedAt.ShouldBe(TestClock.Origin.AddSeconds(8));
    }

    [Fact]
    public void After_ABaselineThatComesLater_IsMeasuredAgainstIt()
    {
        var progress = Seen(null, (2, Partly)).After(Partly, TestClock.Origin.AddSeconds(4), Exact, Options);
        progress.Baseline.ShouldBe(Exact);
        progress.After(Partly, TestClock.Origin.AddSeconds(6), null, Options).Baseline.ShouldBe(Exact);
    }

    [Theory]
    [InlineData(9.99, RestoreState.Arriving)]
    [InlineData(10, RestoreState.Stalled)]
    [InlineData(29.99, RestoreState.Stalled)]
    public void After_NothingMoved_IsStalledInTime(double minutes, RestoreState state)
    {
        Seen(Exact, (0, Partly), (minutes * Minute, Partly)).State.ShouldBe(state);
        Seen(Exact, (0, Partly), (minutes * Minute, Partly with { Sentences = 1, Paragraphs = 9000 })).State.ShouldBe(state);
        Seen(Exact, (0, Partly), (minutes * Minute, Partly with { Resources = 501 })).State.ShouldBe(RestoreState.Arriving);
    }

    [Fact]
    public void After_StalledAndMovingAgain_IsArriving() =>
        Seen(
            Exact, (0, Partly), (11 * Minute, Partly),
            (12 * Minute, Partly with { Resources = 501 })).State.ShouldBe(RestoreState.Arriving);

    [Theory]
    [InlineData(4.99, RestoreState.Arriving)]
    [InlineData(5, RestoreState.StillEmpty)]
    [InlineData(1000, RestoreState.StillEmpty)]
    public void After_NoResource_IsStillEmptyInTime(double minutes, RestoreState state)
    {
        Seen(Exact, (0, Empty), (minutes * Minute, Empty)).State.ShouldBe(state);
        Seen(null, (0, Empty), (minutes * Minute, Empty)).State.ShouldBe(state);
    }

    [Fact]
    public void After_NoResourceAndAnEmptyBaseline_IsComplete()
    {
        var empty = Baseline.Of(Empty, Empty);
        SeenAgain(empty, Empty, 4).State.ShouldBe(RestoreState.ContentComplete);
        SeenAgain(empty, Empty with { Fields = 1 }, 4).State.ShouldBe(RestoreState.ContentComplete);
    }

    [Theory]
    [InlineData(4.99, RestoreState.Arriving)]
    [InlineData(5, RestoreState.Quiet)]
    [InlineData(1000, RestoreState.Quiet)]
    public void After_NothingMovedWithoutABaseline_IsQuietInTimeAndNeverStalled(double minutes, RestoreState state)
    {
        var progress = Seen(null, (0, Partly), (minutes * Minute, Partly));
        progress.State.ShouldBe(state);
        progress.IsEnded.ShouldBe(state is RestoreState.Quiet);
    }

    [Fact]
    public void AfterVanishing_AnyRestore_IsGoneUntilItIsFoundAgain()
    {
        var gone = Seen(Exact, (2, Partly)).AfterVanishing(TestClock.Origin.AddSeconds(4), A.Error(NucliaErrorKind.NotFound));
        gone.State.ShouldBe(RestoreState.Gone);
        gone.IsEnded.ShouldBeTrue();
        var back = gone.After(Partly, TestClock.Origin.AddSeconds(6), Exact, Options);
        back.State.ShouldBe(RestoreState.Arriving);
        back.Failure.ShouldBeNull();
    }

    [Fact]
    public void AnyLooks_WithAnyBaseline_AreCompleteOnlyWithinItAndAtRest() =>
        Gen.Select(Looks, Baselines).Sample((looks, baseline) =>
        {
            var (progress, last) = (New(), new List<Counters>());
            foreach (var (second, counters) in looks)
            {
                progress = progress.After(counters, TestClock.Origin.AddSeconds(second), baseline, Options);
                last.Add(counters);
                if (progress.State is RestoreState.ContentComplete)
                {
                    if (last.TakeLast(RestoreProgress.LooksToBeSure + 1).ToList() is not { Count: RestoreProgress.LooksToBeSure + 1 } latest
                            || latest.Distinct().Count() > 1)
                        (progress.AsOf - progress.ResourcesMovedAt).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(Options.StalledAfter);
                    baseline.ShouldNotBeNull().Contains(counters).ShouldBeTrue();
                    return;
                }
            }

            progress.CompletedAt.ShouldBeNull();
            (progress.State is RestoreState.StillEmpty && progress.Counters!.Resources > 0).ShouldBeFalse();
            (progress.State is RestoreState.Quiet && progress is { Baseline: not null, IsAboveBaseline: false }).ShouldBeFalse();
            (progress.State is RestoreState.Stalled && !(progress.Counters!.Resources < progress.Baseline?.Low.Resources)).ShouldBeFalse();
        });

    [Fact]
    public void Speed_OfACompleteRestoreThatWasSeenMoving_IsLearned()
    {
        Seen(Exact, (2, Empty), (10, All), (12, All), (14, All), (16, All)).ResourcesPerSecond.ShouldBe(100);
        SeenAgain(Exact, All, 4).ResourcesPerSecond.ShouldBeNull();
        Seen(Exact, (2, Partly), (10, All)).ResourcesPerSecond.ShouldBeNull();
    }

    private static Gen<Counters> SomeCounters { get; } = Gen.OneOf(Empty, Partly, All, More, All with { Fields = 1999 });

    private static Gen<Baseline?> Baselines { get; } = Gen.OneOf<Baseline?>(
        null, Exact, Band, Baseline.Of(null, All), Baseline.Of(Empty, Empty));

    /// <summary>At growing moments, with the same counters often enough to be complete now and then.</summary>
    private static Gen<(double Second, Counters Counters)[]> Looks { get; } =
        Gen.Select(Gen.OneOf(0.1, 2.0, 15, 400, 2000), SomeCounters, Gen.Int[1, 5]).Array[1, 12].Select(runs =>
        {
            var second = 0.0;
            return runs.SelectMany(run => Enumerable.Range(0, run.Item3).Select(_ => (second += run.Item1, run.Item2))).ToArray();
        });
}
