using BackupDashboard.Alarms;
using BackupDashboard.Approvals;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Approvals;

/// <summary>The two ends of a request, and what goes ahead without a second person.</summary>
public sealed class RipeningTests() : ApprovalsTest(
    ("OnlyCompleted", "true"), ("Ripens", "3.00:00:00"), ("ApproveWithin", "7.00:00:00"), ("RunWithin", "01:00:00"))
{
    [Fact]
    public async Task NobodyDecides_EverybodyIsToldThreeTimesAndItGoesAhead()
    {
        var id = await AskAsync();
        await LookAsync();
        (await AlarmAsync(id, ApprovalNotice.Asked)).Text.ShouldContain("Without a second person it goes ahead after");

        await PassAsync(TimeSpan.FromHours(36));
        await Console.OperationAsync(id, operation => operation.Approval!.Notice is ApprovalNotice.HalfTime);
        await AlarmAsync(id, ApprovalNotice.HalfTime);
        await PassAsync(TimeSpan.FromHours(24));
        await Console.OperationAsync(id, operation => operation.Approval!.Notice is ApprovalNotice.Soon);
        await AlarmAsync(id, ApprovalNotice.Soon);
        Find(id).AwaitsApproval.ShouldBeTrue();

        await PassAsync(TimeSpan.FromHours(12));
        var ripe = await StateAsync(id, ApprovalState.Approved);
        ripe.Approval!.RipenedAt.ShouldNotBeNull();
        ripe.IsInGrace.ShouldBeTrue();
        await Console.PassGraceAsync(Grace);
        await StateAsync(id, ApprovalState.Executed);
    }

    /// <summary>The process was away, or the clock jumped: nobody was told at half time, so nobody could object.</summary>
    [Fact]
    public async Task Away_OverItsWholeTime_RipensOnlyAfterEverybodyHasBeenTold()
    {
        var id = await AskAsync();
        await PassAsync(TimeSpan.FromDays(4));
        await Console.OperationAsync(id, operation => operation.Approval!.Notice is ApprovalNotice.HalfTime);
        await LookAsync();
        await Console.OperationAsync(id, operation => operation.Approval!.Notice is ApprovalNotice.Soon);
        await PassAsync(TimeSpan.FromHours(11.9));
        await LookAsync();
        Find(id).AwaitsApproval.ShouldBeTrue();
        await PassAsync(TimeSpan.FromHours(0.2));
        await StateAsync(id, ApprovalState.Approved);
    }

    [Fact]
    public async Task Objection_BeforeItRipens_EndsIt()
    {
        var id = await AskAsync();
        await PassAsync(TimeSpan.FromHours(60));
        (await RejectAsync(id)).Problem.ShouldBeNull();
        await PassAsync(TimeSpan.FromHours(40));
        Find(id).ApprovalState.ShouldBe(ApprovalState.Rejected);
    }

    /// <summary>Approved, and then its zone was not listed for longer than it may take.</summary>
    [Fact]
    public async Task NotSentInTime_ExpiresAfterItsApproval()
    {
        var id = await AskAsync();
        await ApproveAsync(id);
        Europe.IsListed = false;
        await Console.PollAccountAsync();
        await Console.PassGraceAsync(Grace);
        await Console.OperationAsync(id, operation => operation.IsHeld);
        Console.Clock.Advance(TimeSpan.FromHours(2));
        Europe.IsListed = true;
        await Console.PollAccountAsync();
        await Console.OperationAsync(id, operation => operation.IsInGrace);
        await Console.PassGraceAsync(Grace);
        (await StateAsync(id, ApprovalState.Expired)).Problem!.Text.ShouldStartWith("It was approved, but could not be sent in time.");
        Console.Nuclia.Sent.ShouldBeEmpty();
    }

    private async Task PassAsync(TimeSpan time)
    {
        await WaitForRunnerAsync();
        Console.Clock.Advance(time);
        SignIn();
    }

    private async Task<Alarm> AlarmAsync(Guid id, ApprovalNotice notice)
    {
        var key = new AlarmKey(AlarmKind.ApprovalWaits, "europe", $"{id}/kb-handbook/{notice}");
        var alarms = await FeedReader.UntilAsync(
            Console.Get<AlarmStore>().Subscribe(), alarms => alarms.Open.GetValueOrDefault(key) is { EndedAt: null });
        return alarms.Open[key];
    }
}

/// <summary>What nobody approves ends by itself.</summary>
public sealed class ApprovalExpiryTests() : ApprovalsTest(("OnlyCompleted", "true"), ("ApproveWithin", "02:00:00"))
{
    [Fact]
    public async Task Expires_AtTheVerySecond()
    {
        var id = await AskAsync();
        await WaitForRunnerAsync();

        // Not by the runner, which comes a little later.
        Console.Clock.Set = TimeSpan.FromHours(2) - TimeSpan.FromTicks(1);
        SignIn();
        Console.Get<ApprovalGate>().Ended(Find(id)).ShouldBeNull();
        Console.Clock.Set = TimeSpan.FromHours(2);
        SignIn();
        RefusalOf(await ApproveAsync(id)).ShouldBe(ProblemKind.ApprovalExpired);
        Find(id).ApprovalState.ShouldBe(ApprovalState.Expired);

        // A clock that is set back revives nothing.
        Console.Clock.Set = TimeSpan.Zero;
        SignIn();
        RefusalOf(await ApproveAsync(id)).ShouldBe(ProblemKind.TooLate);
    }

    [Fact]
    public async Task Expires_WithoutAnybodysLook()
    {
        var id = await AskAsync();
        await LookAsync();
        await WaitForRunnerAsync();
        Console.Clock.Advance(TimeSpan.FromHours(2));
        await StateAsync(id, ApprovalState.Expired);
        await LookAsync();
        await FeedReader.UntilAsync(
            Console.Get<AlarmStore>().Subscribe(),
            alarms => alarms.Open.Values.Where(alarm => alarm.Key.Kind is AlarmKind.ApprovalWaits).All(alarm => alarm.EndedAt is not null));
    }
}
