using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Zones;

/// <summary>The account counts, the zones list. One side or the other is always a little older.</summary>
public sealed class BoxCountTests
{
    [Fact]
    public void FewerListed_InTwoComparisons_FallShort()
    {
        var first = Poll(new BoxCount(), listed: 2, counted: 3, minute: 0);
        first.MayFallShort.ShouldBeFalse("the lists are older than the count, so a box may have been made between the two");

        var second = Poll(first, listed: 2, counted: 3, minute: 1);
        second.MayFallShort.ShouldBeTrue();
        second.FallsShort.ShouldBeFalse();

        var third = Poll(second, listed: 2, counted: 3, minute: 2);
        third.FallsShort.ShouldBeTrue();
        (third.Counted, third.Listed).ShouldBe((3, 2));
        third.CheckedAt.ShouldBeNull();

        Poll(third, listed: 3, counted: 3, minute: 3).MayFallShort.ShouldBeFalse();
    }

    [Fact]
    public void BoxesAreMade_AtEveryPoll_NeverFallShort()
    {
        var count = new BoxCount();
        for (var minute = 0; minute < 10; minute++)
        {
            // Listed half a minute ago, counted now: one more each time.
            count = Poll(count, listed: 3 + minute, counted: 4 + minute, minute);
            count.MayFallShort.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void AsManyOrMoreListed_AgentsAmongThem_Agree(int listed)
    {
        var count = Poll(new BoxCount(), listed, counted: 3, minute: 1);
        count.AgreedAt.ShouldBe(At(1));
        count.CheckedAt.ShouldBe(At(1));
    }

    [Fact]
    public void ZoneNotListedSince_NothingIsConcluded()
    {
        var count = Poll(new BoxCount(), listed: 2, counted: 3, minute: 0);
        count = count.After([Zone(2, listedAt: At(-1))], 3, At(1));
        count.MayFallShort.ShouldBeFalse();
        count.CheckedAt.ShouldBeNull();
    }

    [Fact]
    public void ZoneThatDoesNotAnswer_LeavesNoTelling_AndKeepsWhatWasKnown()
    {
        var failing = Zone(1, At(1)) with { Failure = new ZoneFailure(A.Error(), At(0)) };
        new BoxCount().After([failing], 3, At(2)).MayFallShort.ShouldBeFalse();
        new BoxCount().After([failing], 3, At(2)).CheckedAt.ShouldBe(At(2));

        var count = new BoxCount();
        for (var minute = 0; minute < 3; minute++)
            count = Poll(count, listed: 2, counted: 3, minute);
        count.After([failing], 3, At(4)).FallsShort.ShouldBeTrue();
    }

    /// <summary>Half a minute before the account was asked, the zone was.</summary>
    private static BoxCount Poll(BoxCount count, int listed, int counted, int minute) =>
        count.After([Zone(listed, At(minute - 0.5))], counted, At(minute));

    private static DateTimeOffset At(double minute) => TestClock.Origin.AddMinutes(minute);

    private static ZoneSnapshot Zone(int boxes, DateTimeOffset listedAt) => new(A.Zone())
    {
        BoxesAsOf = listedAt,
        KnowledgeBoxes = new KnowledgeBoxSet(
            Enumerable.Range(0, boxes).Select(number => new KnowledgeBox($"kb{number}", $"box{number}", "Box", IsAgent: false))),
    };
}
