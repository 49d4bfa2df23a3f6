using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Alarms;

/// <summary>Whose alarm it is: who can view it, and who may acknowledge it.</summary>
public sealed class AlarmScopeTests
{
    private static readonly Grants Docs = A.Grants(A.Team([Right.View, Right.Backup], ["docs-*"], ["europe"]));
    private static readonly Grants Watching = A.Grants(A.Team([Right.View]));
    private static readonly Grants Europe = A.Grants(A.Team([Right.View, Right.Delete], zones: ["europe"]));

    [Theory]
    [InlineData("europe", "docs-a", true, true, true)]
    [InlineData("europe", "legal", false, false, true)]
    [InlineData("america", "docs-a", false, false, false)]
    [InlineData("europe", null, true, false, true)]
    [InlineData("america", null, false, false, false)]
    [InlineData("", null, true, false, false)]
    public void Alarm_OfABoxAZoneOrTheAccount_IsSeenAndAcknowledgedByThoseItIsOf(
        string zone, string? box, bool seenByDocs, bool byDocs, bool byEurope)
    {
        var alarm = Of(zone, box);
        alarm.IsVisibleTo(Docs).ShouldBe(seenByDocs);
        alarm.IsAcknowledgeableBy(Docs).ShouldBe(byDocs);
        alarm.IsAcknowledgeableBy(Europe).ShouldBe(byEurope);
        alarm.IsVisibleTo(Watching).ShouldBeTrue();
        alarm.IsAcknowledgeableBy(Watching).ShouldBeFalse();
        alarm.IsAcknowledgeableBy(A.Everything).ShouldBeTrue();
        alarm.IsVisibleTo(Grants.None).ShouldBeFalse();
    }

    [Fact]
    public void RightOfAnotherTeam_IsNoneForTheAlarmsThatThisOneSees()
    {
        var both = A.Grants(A.Team([Right.View]), A.Team([Right.View, Right.Backup], ["docs-*"], ["europe"]));
        Of("europe", "legal").IsVisibleTo(both).ShouldBeTrue();
        Of("europe", "legal").IsAcknowledgeableBy(both).ShouldBeFalse();
        Of("europe", "docs-a").IsAcknowledgeableBy(both).ShouldBeTrue();
    }

    [Fact]
    public void Snapshot_SeenByATeam_HasItsAlarms_OpenAndClosed()
    {
        var closed = Of("europe", "legal") with { EndedAt = TestClock.Origin, AcknowledgedAt = TestClock.Origin };
        var all = AlarmSnapshot.Empty.With(Of("europe", "docs-a")).With(Of("america", "docs-a")).With(closed);
        var seen = all.VisibleTo(Docs);
        seen.Unacknowledged.ShouldHaveSingleItem().Key.Zone.ShouldBe("europe");
        seen.Closed.ShouldBeEmpty();
        all.VisibleTo(A.Everything).ShouldBeSameAs(all);
    }

    private static Alarm Of(string zone, string? box) => new()
    {
        Id = Guid.NewGuid(),
        Key = new AlarmKey(AlarmKind.BackupStalled, zone, box ?? ""),
        Box = box,
        Text = "Something is wrong.",
        RaisedAt = TestClock.Origin,
    };
}
