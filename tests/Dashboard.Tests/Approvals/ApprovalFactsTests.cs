using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Approvals;

/// <summary>What is approved are facts: whatever changes them voids the request, and says what has changed.</summary>
public sealed class ApprovalFactsTests() : ApprovalsTest(("OnlyCompleted", "true"))
{
    [Fact]
    public async Task NewerBackupCompletes_WhilePending_VoidsItAndShowsTheDifference()
    {
        var id = await AskAsync();
        Europe.With(A.Backup("b2", started: Console.Clock.GetUtcNow().AddHours(-1)));
        await Console.PollAsync();
        await LookAsync();
        var voided = await StateAsync(id, ApprovalState.Void);
        voided.Problem!.Text.ShouldContain("Completed backups of it that stay: 1, before: 0");
        voided.Approval!.Became.ShouldBe(
            [new("Completed backups of it that stay", "1"), new("Newer ones among them", "1")]);
    }

    [Fact]
    public async Task NewerBackupCompletes_BeforeTheRunnerHasSeenIt_VoidsTheApproval()
    {
        var id = await AskAsync();
        Europe.With(A.Backup("b2", started: Console.Clock.GetUtcNow().AddHours(-1)));
        await Console.PollAsync();
        RefusalOf(await ApproveAsync(id)).ShouldBe(ProblemKind.FactsChanged);
        Find(id).ApprovalState.ShouldBe(ApprovalState.Void);
        Find(id).Approval!.Votes.ShouldBeEmpty();
    }

    /// <summary>No poll has shown it: the zone is asked once more before anything is sent.</summary>
    [Fact]
    public async Task NewerBackupCompletes_DuringTheGracePeriod_VoidsItBeforeAnythingIsSent()
    {
        var id = await AskAsync();
        (await ApproveAsync(id)).Problem.ShouldBeNull();
        Europe.With(A.Backup("b2", started: Console.Clock.GetUtcNow().AddHours(-1)));
        await Console.PassGraceAsync(Grace);
        await StateAsync(id, ApprovalState.Void);
        Console.Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task BackupVanishes_WhilePending_ClosesIt()
    {
        var id = await AskAsync();
        Europe.Remove("b1");
        await Console.PollAsync();
        await LookAsync();
        (await StateAsync(id, ApprovalState.Void)).Problem!.Text.ShouldContain("Backup: no longer listed");
    }

    [Fact]
    public async Task ZoneThatCannotBeRead_VoidsNothing()
    {
        var id = await AskAsync();
        Europe.Fail(Ask.Backups, A.Error());
        await Console.PollAsync();
        await LookAsync();
        await LookAsync();
        Find(id).AwaitsApproval.ShouldBeTrue();
    }

    [Fact]
    public async Task ZoneThatCannotBeReadAtTheEnd_SendsNothing()
    {
        var id = await AskAsync();
        await ApproveAsync(id);
        Europe.Fail(Ask.Backups, A.Error());
        await Console.PassGraceAsync(Grace);
        (await StateAsync(id, ApprovalState.Failed)).Problem!.Kind.ShouldBe(ProblemKind.ZoneUnreachable);
        Console.Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pin_WhilePending_VoidsItAndSaysWho()
    {
        var id = await AskAsync();
        (await Console.Get<Pins>().PinAsync(Cleo, "europe", "b1", "The audit", Ct)).Problem.ShouldBeNull();
        Find(id).ApprovalState.ShouldBe(ApprovalState.Void);
        Find(id).Problem!.Text.ShouldContain("Cleo has requested something else meanwhile (pin a backup)");
    }

    [Fact]
    public async Task Restore_WhilePending_GoesAheadAndVoidsIt()
    {
        var id = await AskAsync();
        (await Console.Operations.RestoreAsync(Cleo, "europe", "b1", new("handbook-2", "Handbook two", []), Ct)).Problem.ShouldBeNull();
        Find(id).ApprovalState.ShouldBe(ApprovalState.Void);
    }

    [Fact]
    public async Task Approver_WhoLosesTheRightDuringTheGracePeriod_VoidsIt()
    {
        var id = await AskAsync();
        await ApproveAsync(id);
        Console.Sessions.People = [A.Person("Bo", [A.Operator], []), Cleo];
        await Console.PassGraceAsync(Grace);
        (await StateAsync(id, ApprovalState.Void)).Problem!.Text.ShouldBe(
            "Bo, who approved it, no longer may. Nothing was changed; it can be requested again.");
        Console.Nuclia.Sent.ShouldBeEmpty();
    }

    /// <summary>All of a box go at once: none of them is a new fact to the others.</summary>
    [Fact]
    public async Task SeveralOfABoxTogether_AreApprovedTogetherAndAllGo()
    {
        Europe.With(A.Backup("b2", started: TestClock.Origin.AddHours(-3)), A.Backup("b3", started: TestClock.Origin.AddHours(-2)));
        await Console.PollAsync();
        var batch = await Console.Operations.DeleteAllAsync(Person, "europe", ["b1", "b2", "b3"], "handbook", Ct);
        batch.Results.ShouldAllBe(result => result.IsAccepted && result.Operation!.AwaitsApproval);
        var asked = batch.Results.Select(result => result.Operation!).ToList();
        var results = await Console.Get<ApprovalDecisions>().ApproveAsync(
            Bo, [.. asked.Select(one => new SeenFacts(one.Id, one.Approval!.Hash))], Ct);
        results.ShouldAllBe(result => result.IsAccepted);
        await Console.PassGraceAsync(Grace);
        foreach (var one in asked)
            await StateAsync(one.Id, ApprovalState.Executed);
        Console.Nuclia.Sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task OlderDatabase_VoidsWhatWaits()
    {
        var id = await AskAsync();
        Storage.Copy();
        await RejectAsync(id);
        await RestartAsync(Storage.PutBack);
        Find(id).ApprovalState.ShouldBe(ApprovalState.Void);
        Find(id).Problem!.Text.ShouldContain("database is older");
    }

    [Fact]
    public async Task Restart_WhilePending_StaysPendingAndCanBeApproved()
    {
        var id = await AskAsync();
        await RestartAsync();
        Find(id).AwaitsApproval.ShouldBeTrue();
        Find(id).DueAt.ShouldBeNull();
        (await ApproveAsync(id)).Problem.ShouldBeNull();
        Find(id).IsInGrace.ShouldBeTrue();
    }
}
