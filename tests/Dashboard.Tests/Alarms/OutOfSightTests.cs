using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Tests.Shared;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackupDashboard.Tests.Alarms;

/// <summary>What the account does not show any more, or has never shown: zones, and boxes that the token does not see.</summary>
public sealed class OutOfSightTests : AlarmsTest
{
    private static readonly AlarmKey Gone = new(AlarmKind.ZoneGone, "europe", "");
    private static readonly AlarmKey Hidden = new(AlarmKind.BoxesHidden, "", "");

    [Fact]
    public async Task Zone_LeavesTheAccount_IsAnAlarmWithItsNumbers()
    {
        Europe.IsListed = false;
        await PollAccountAsync();
        Kinds.ShouldBeEmpty();

        await PollAccountAsync();
        await UntilAsync(alarms => alarms.Open.ContainsKey(Gone));
        Only.Text.ShouldStartWith("The account no longer lists zone europe, which was last read 2026-03-02 09:00:00 UTC.");
        Only.Detail.ShouldBe("It had 1 knowledge box and 1 backup.");
        Only.Box.ShouldBeNull();
        await ShouldBeAsync(HealthStatus.Degraded);

        await AcknowledgeAllAsync();
        Book.Current.Lasting.ShouldHaveSingleItem();
        await ShouldBeAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Zone_ListedAgain_EndsTheAlarm()
    {
        Europe.IsListed = false;
        await PollAccountAsync(2);
        await UntilAsync(alarms => alarms.Open.ContainsKey(Gone));
        Europe.IsListed = true;
        await PollAccountAsync();
        await UntilAsync(alarms => alarms.Open[Gone].EndedAt is not null);
        await Console.ZoneAsync("europe", zone => zone.Failure is null);
        await ShouldBeAsync(HealthStatus.Healthy);
        Kinds.ShouldBe([AlarmKind.ZoneGone]);
    }

    [Fact]
    public async Task Zone_LeavesWhileTheDashboardIsDown_IsAnAlarmAndKeepsWhatWasRecorded()
    {
        await RestartUnlistedAsync();
        Console.Zone("europe").IsGone.ShouldBeTrue();
        await PollAccountAsync();
        await UntilAsync(alarms => alarms.Open.ContainsKey(Gone));
        Only.Detail.ShouldBe("It had 1 knowledge box and 1 backup.");
        Of(Console).Backups.Keys.ShouldContain("b1");
        Of(Console).AsOf.ShouldBe(TestClock.Origin);
        Of(Console).Index.WithoutBackup.ShouldBeEmpty();

        var id = Only.Id;
        await RestartUnlistedAsync();
        await PollAccountAsync(2);
        Only.Id.ShouldBe(id);
    }

    [Fact]
    public async Task Zone_AbsentFromTheFirstListAfterAStart_IsWatchedFromTheNextOnAndRaisesNothing()
    {
        await RestartUnlistedAsync();
        Europe.IsListed = true;
        await PollAccountAsync();
        await Console.ZoneAsync("europe", zone => zone.Backups.ContainsKey("b1") && zone.Failure is null);
        Console.Zone("europe").IsGone.ShouldBeFalse();
        await PollAsync(2);
        Kinds.ShouldBeEmpty();
    }

    [Fact]
    public void Numbers_AreForThoseWhoSeeAllOfIt()
    {
        var zone = Alarm(Gone);
        var account = Alarm(Hidden);
        var part = A.Grants(A.Team([Right.View], ["docs-*"]));
        var europe = A.Grants(A.Team([Right.View], zones: ["europe"]));
        var alarms = AlarmSnapshot.Empty.With(zone).With(account);
        DetailsSeenBy(part).ShouldBe([null, null]);
        DetailsSeenBy(europe).ShouldBe(["Numbers.", null]);
        DetailsSeenBy(A.Everything).ShouldBe(["Numbers.", "Numbers."]);

        string?[] DetailsSeenBy(Grants grants) => [alarms.VisibleTo(grants).Open[Gone].Detail,
            alarms.VisibleTo(grants).Open[Hidden].Detail];
    }

    [Fact]
    public async Task AccountCountsMoreThanIsListed_InTwoComparisons_IsAnAlarmUntilItAgrees()
    {
        Nuclia.Account = Nuclia.Account with { CurrentKnowledgeBoxes = 3 };
        for (var poll = 0; poll < 3; poll++)
        {
            Kinds.ShouldBeEmpty();
            await PollAsync();
            await PollAccountAsync();
        }

        await UntilAsync(alarms => alarms.Open.ContainsKey(Hidden));
        Only.Text.ShouldStartWith("The dashboard's token does not see every knowledge box of the account.");
        Only.Detail.ShouldBe("The account counts 3, and its zones list 1.");
        await ShouldBeAsync(HealthStatus.Degraded);

        Europe.With(A.Box("a"), A.Box("b"));
        await PollAsync();
        await PollAccountAsync();
        await UntilAsync(alarms => alarms.Open[Hidden].EndedAt is not null);
        await ShouldBeAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task BoxesGoOutOfSight_WithTheirBackups_NothingIsCalledGoneOrVanished()
    {
        var (boxes, backups) = (Europe.Boxes, Europe.Backups);
        Nuclia.Account = Nuclia.Account with { CurrentKnowledgeBoxes = 1 };
        await PollAccountAsync();
        Of(Console).ListsEveryBox.ShouldBeTrue();

        (Europe.Boxes, Europe.Backups) = ([], []);
        for (var poll = 0; poll < 4; poll++)
        {
            await PollAsync(2);
            await PollAccountAsync();
        }

        await UntilAsync(alarms => alarms.Open.ContainsKey(Hidden));
        Only.Key.ShouldBe(Hidden);

        Europe.Backups = backups;
        await PollAsync();
        Of(Console).Index.IsOrphan(Of(Console).Backups["b1"]).ShouldBeFalse();
        Of(Console).Index.MayBeOrphan(Of(Console).Backups["b1"]).ShouldBeTrue();
        Of(Console).Index.Orphans.ShouldBeEmpty();
        Of(Console).Index.MaybeOrphans.ShouldHaveSingleItem();

        // The same box deleted in fact: the account counts one fewer.
        Nuclia.Account = Nuclia.Account with { CurrentKnowledgeBoxes = 0 };
        await PollAsync();
        await PollAccountAsync();
        await PollAsync();
        Of(Console).Index.IsOrphan(Of(Console).Backups["b1"]).ShouldBeTrue();
        Europe.Boxes = boxes;
        await PollAsync();
        await PollAccountAsync();
        Of(Console).Index.IsOrphan(Of(Console).Backups["b1"]).ShouldBeFalse();
    }

    private async Task RestartUnlistedAsync()
    {
        await StopAsync();
        Europe.IsListed = false;
        await Console.StartAsync();
    }

    private async Task ShouldBeAsync(HealthStatus status) =>
        (await Console.Get<HealthCheckService>().CheckHealthAsync(Cancellation)).Status.ShouldBe(status);

    private static Alarm Alarm(AlarmKey key) => new()
    {
        Id = Guid.NewGuid(),
        Key = key,
        Text = "Something is out of sight.",
        Detail = "Numbers.",
        RaisedAt = TestClock.Origin,
    };
}
