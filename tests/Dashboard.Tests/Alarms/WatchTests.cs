using BackupDashboard.Alarms;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Alarms;

/// <summary>Alarms about the token and about those who look.</summary>
public sealed class WatchTests : AlarmsTest
{
    private static readonly TimeSpan LastChance = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(NucliaErrorKind.Unauthorized)]
    [InlineData(NucliaErrorKind.Forbidden)]
    public async Task Token_RefusedByAZone_IsAnAlarmUntilItIsAccepted(NucliaErrorKind kind)
    {
        Europe.Fail(Ask.Backups, A.Error(kind, "Not this token."));
        await PollAsync();
        Only.Key.ShouldBe(new AlarmKey(AlarmKind.TokenRefused, "europe", ""));
        Only.Text.ShouldBe("Zone europe does not accept the dashboard's token: Not this token.");

        Europe.Fail(Ask.Backups, A.Error(NucliaErrorKind.Unreachable));
        await PollAsync();
        Only.EndedAt.ShouldBeNull();

        Europe.Recover();
        await PollAsync();
        Only.EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Token_RefusedForTheAccount_IsAnAlarmUntilItIsAccepted()
    {
        Nuclia.Fail(Ask.Account, A.Error(NucliaErrorKind.Unauthorized, "Expired."));
        await LookAtAccountAsync();
        (await UntilAsync(alarms => alarms.Unacknowledged.Count > 0)).Unacknowledged[0].Text.ShouldBe(
            "The account does not accept the dashboard's token: Expired.");
        Nuclia.Recover();
        await LookAtAccountAsync();
        await UntilAsync(alarms => alarms.Unacknowledged is [{ EndedAt: not null }]);
    }

    [Fact]
    public async Task Zone_UnreachableOnly_IsNoAlarm()
    {
        Europe.FailAll(A.Error(NucliaErrorKind.Unreachable));
        await PollAsync(3);
        Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Token_RefusedByAZoneThatLeaves_IsOver()
    {
        Europe.Fail(Ask.Backups, A.Error(NucliaErrorKind.Forbidden));
        await PollAsync();
        Europe.IsListed = false;
        await LookAtAccountAsync();
        await LookAtAccountAsync();
        await UntilAsync(alarms => alarms.Unacknowledged.Any(alarm => alarm is { Key.Kind: AlarmKind.TokenRefused, EndedAt: not null }));
    }

    [Fact]
    public async Task Token_ExpiresSoon_IsAnAlarmUntilItIsReplaced()
    {
        Nuclia.TokenExpiresAt = TestClock.Origin.AddDays(15);
        await LookAtAccountAsync();
        Kinds.ShouldBeEmpty();

        Nuclia.TokenExpiresAt = TestClock.Origin.AddDays(14);
        await LookAtAccountAsync();
        var raised = await UntilAsync(alarms => alarms.Unacknowledged.Count > 0);
        raised.Unacknowledged[0].Text.ShouldStartWith("The dashboard's token expires 2026-03-16 09:00:00 UTC.");

        Nuclia.TokenExpiresAt = TestClock.Origin.AddYears(1);
        await LookAtAccountAsync();
        await UntilAsync(alarms => alarms.Unacknowledged is [{ EndedAt: not null }]);
    }

    [Fact]
    public async Task Watcher_Hangs_IsAnAlarmUntilItLooksAgain()
    {
        Europe.Hold(Ask.Backups);
        Console.Zone("europe").Nudge();
        await Europe.CalledAsync(Ask.Backups, 2);
        await PassAsync(TimeSpan.FromMinutes(11));
        await LookAtAccountAsync();
        Kinds.ShouldBeEmpty();
        await PassAsync(LastChance);
        var raised = await UntilAsync(alarms => alarms.Unacknowledged.Count > 0);
        raised.Unacknowledged.ShouldHaveSingleItem().Key.ShouldBe(new AlarmKey(AlarmKind.WatcherStopped, "europe", ""));
        raised.Unacknowledged[0].Text.ShouldStartWith("Zone europe has not been polled since 2026-03-02 09:00:00 UTC, ");

        Europe.Release(Ask.Backups);
        await UntilAsync(alarms => alarms.Unacknowledged is [{ EndedAt: not null }]);
    }

    [Fact]
    public async Task AccountWatcher_Hangs_IsAnAlarm()
    {
        Nuclia.Hold(Ask.Account);
        Console.Account.Nudge();
        await Nuclia.CalledAsync(Ask.Account, 2);
        await PassAsync(TimeSpan.FromMinutes(11));
        await PollAsync();
        await PassAsync(LastChance);
        var raised = await UntilAsync(alarms => alarms.Unacknowledged.Count > 0);
        raised.Unacknowledged.ShouldHaveSingleItem().Key.Zone.ShouldBe("");
        Nuclia.Release(Ask.Account);
        await UntilAsync(alarms => alarms.Unacknowledged is [{ EndedAt: not null }]);
    }

    [Fact]
    public async Task Zone_FailsForLong_IsLookedAtAllTheSame()
    {
        Europe.FailAll(A.Error());
        for (var minute = 0; minute < 15; minute++)
        {
            await PassAsync(TimeSpan.FromMinutes(1));
            await PollAsync();
            await LookAtAccountAsync();
            Kinds.ShouldBe(minute < 5 ? [] : [AlarmKind.ZoneUnreachable], $"{minute}");
        }

        Only.Text.ShouldStartWith("Zone europe has not been readable since 2026-03-02 09:01");
        Europe.Recover();
        await PassAsync(TimeSpan.FromMinutes(1));
        await PollAsync();
        Only.EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Clock_JumpsAhead_IsNoAlarm()
    {
        await PassAsync(TimeSpan.FromDays(2));
        await PollAsync();
        await LookAtAccountAsync();
        await PassAsync(LastChance);
        await PollAsync();
        await LookAtAccountAsync();
        Kinds.ShouldBeEmpty();
    }

    private Task LookAtAccountAsync() => Console.PollAccountAsync();

    /// <summary>As soon as someone waits for the alarms' next look.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        await Console.Clock.WaiterAsync(TimeSpan.FromSeconds(70), TimeSpan.FromMinutes(13));
        Console.Clock.Advance(time);
    }
}
