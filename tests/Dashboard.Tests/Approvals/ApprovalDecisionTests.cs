using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Approvals;

/// <summary>Who decides about what others have requested, and what they approve.</summary>
public sealed class ApprovalDecisionTests() : ApprovalsTest(("OnlyCompleted", "true"))
{
    [Fact]
    public async Task OnlyCompletedBackup_IsDeletedAfterApprovalAndTheOrdinaryGracePeriod()
    {
        var asked = (await DeleteAsync(why: "The box was a trial")).Operation!;
        asked.ApprovalState.ShouldBe(ApprovalState.Pending);
        asked.Reason.ShouldBe("The box was a trial");
        asked.Approval!.Reasons.ShouldBe([ApprovalReason.OnlyCompleted]);
        asked.Approval.Facts.ShouldContain(new ApprovalFact("Completed backups of it that stay", "0"));
        Console.Clock.Advance(Grace * 2);
        SignIn();
        await LookAsync();
        Nuclia.Sent.ShouldBeEmpty();

        var approved = await ApproveAsync(asked.Id);
        approved.Problem.ShouldBeNull();
        approved.Operation!.ApprovalState.ShouldBe(ApprovalState.Approved);
        approved.Operation.IsInGrace.ShouldBeTrue();
        approved.Operation.Approval!.Votes.Single().By.Name.ShouldBe("Bo");
        await Console.PassGraceAsync(Grace);
        (await StateAsync(asked.Id, ApprovalState.Executed)).State.ShouldBe(OperationState.Succeeded);
        Nuclia.Sent.ShouldBe(["delete europe b1"]);
    }

    [Fact]
    public async Task BackupWithAnother_TakesNoSecondPerson()
    {
        Europe.With(A.Backup("b2", started: TestClock.Origin.AddHours(-2)));
        await Console.PollAsync();
        (await DeleteAsync()).Operation!.Approval.ShouldBeNull();

        // The other one is the only one from now on.
        (await DeleteAsync("b2")).Operation!.AwaitsApproval.ShouldBeTrue();
    }

    /// <summary>Each of them sees that the other backup stays.</summary>
    [Fact]
    public async Task LastTwoBackups_DeletedByTwoAtTheSameMoment_AreNotBothDeleted()
    {
        Europe.With(A.Backup("b2", started: TestClock.Origin.AddHours(-2)));
        await Console.PollAsync();
        var results = await Task.WhenAll(
            DeleteAsync(),
            Console.Operations.DeleteAsync(A.Person("Dan", [A.Operator], []), "europe", "b2", "handbook", Ct));
        results.Count(result => result is { IsAccepted: true, Operation.Approval: null }).ShouldBe(1);
        results.Single(result => result is not { IsAccepted: true, Operation.Approval: null })
            .ShouldSatisfyAllConditions(other => (other.Problem?.Kind is ProblemKind.FactsChanged
                || other.Operation!.AwaitsApproval).ShouldBeTrue());
    }

    /// <summary>The other one vanishes meanwhile.</summary>
    [Fact]
    public async Task BackupThatBecomesTheOnlyOne_DuringTheGracePeriod_IsNotDeleted()
    {
        Europe.With(A.Backup("b2", started: TestClock.Origin.AddHours(-2)));
        await Console.PollAsync();
        var deletion = (await DeleteAsync()).Operation!;
        Europe.Remove("b2");
        await Console.PollAsync();
        await Console.PassGraceAsync(Grace);
        var ended = await Console.OperationAsync(deletion.Id, operation => !operation.IsActive);
        (ended.State, ended.Problem!.Kind).ShouldBe((OperationState.Rejected, ProblemKind.FactsChanged));
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task UnfinishedBackup_TakesNoSecondPerson()
    {
        Europe.With(A.Running("b2"));
        await Console.PollAsync();
        (await DeleteAsync("b2")).Operation!.Approval.ShouldBeNull();
    }

    [Fact]
    public async Task Approve_BySelf_IsRefused()
    {
        Person = Bo;
        var id = await AskAsync();
        RefusalOf(await ApproveAsync(id)).ShouldBe(ProblemKind.NotAllowed);

        // Under another name, with other teams: it is the same person.
        var again = new ClaimsPrincipal(new ClaimsIdentity(
            [new("oid", "oid of Bo"), new("name", "Robert"), new("roles", A.Administrator)], "test", "name", "roles"));
        RefusalOf(await ApproveAsync(id, again)).ShouldBe(ProblemKind.NotAllowed);
        Find(id).AwaitsApproval.ShouldBeTrue();
    }

    [Fact]
    public async Task Approve_ByAProgram_IsRefused()
    {
        var id = await AskAsync();
        var program = (await Console.Get<ApprovalDecisions>().ApproveAsync(
            new ProgramCaller(Bo), [new(id, Find(id).Approval!.Hash)], Ct)).Single();
        RefusalOf(program).ShouldBe(ProblemKind.NotAllowed);

        Console.Sessions.SignedIn = null;
        RefusalOf(await ApproveAsync(id)).ShouldBe(ProblemKind.NotAllowed);
        RefusalOf(await RejectAsync(id)).ShouldBe(ProblemKind.NotAllowed);
    }

    [Theory]
    [InlineData(9.9, true)]
    [InlineData(10, false)]
    [InlineData(-10, false)]
    public async Task Approve_WithASignInOfSoManyMinutesAgo_IsAcceptedIfItIsRecent(double minutes, bool isAccepted)
    {
        var id = await AskAsync();
        Console.Sessions.SignedIn = Console.Clock.GetUtcNow().AddMinutes(-minutes);
        var result = await ApproveAsync(id);
        result.IsAccepted.ShouldBe(isAccepted);
        if (!isAccepted)
            result.Problem!.Kind.ShouldBe(ProblemKind.SignInTooOld);
    }

    [Fact]
    public async Task Reject_TakesNoRecentSignInAndEndsIt()
    {
        var id = await AskAsync();
        Console.Sessions.SignedIn = Console.Clock.GetUtcNow().AddHours(-5);
        RefusalOf(await RejectAsync(id, " \u200b ")).ShouldBe(ProblemKind.ReasonMissing);
        (await RejectAsync(id, "We still\r\nneed it")).Problem.ShouldBeNull();
        Find(id).ApprovalState.ShouldBe(ApprovalState.Rejected);
        Find(id).Problem!.Text.ShouldBe("Bo rejected it: We still need it");
        SignIn();
        RefusalOf(await ApproveAsync(id)).ShouldBe(ProblemKind.TooLate);

        // It can be requested again.
        await AskAsync();
    }

    [Fact]
    public async Task Approve_ByTwoAtOnce_CountsOnce()
    {
        var id = await AskAsync();
        var results = await Task.WhenAll(ApproveAsync(id), ApproveAsync(id, Cleo));
        results.Count(result => result.IsAccepted).ShouldBe(1);
        results.Single(result => !result.IsAccepted).Problem!.Kind.ShouldBe(ProblemKind.TooLate);
        Find(id).Approval!.Votes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_Twice_IsOneRequest()
    {
        var id = await AskAsync();
        Person = A.Person("Dan", [A.Operator], []);
        var second = await DeleteAsync();
        RefusalOf(second).ShouldBe(ProblemKind.AlreadyRequested);
        second.Operation!.Id.ShouldBe(id);
    }

    [Fact]
    public async Task Withdraw_ByTheOneWhoAsked_EndsIt()
    {
        var id = await AskAsync();
        (await Console.Get<OperationDecisions>().CancelAsync(Person, id, Ct)).IsAccepted.ShouldBeTrue();
        Find(id).ApprovalState.ShouldBe(ApprovalState.Withdrawn);
        RefusalOf(await ApproveAsync(id)).ShouldBe(ProblemKind.TooLate);
    }

    [Fact]
    public async Task Approve_WithoutTheRight_IsRefused()
    {
        var id = await AskAsync();
        RefusalOf(await ApproveAsync(id, A.Person("Eve", [A.Operator], []))).ShouldBe(ProblemKind.NotAllowed);
        RefusalOf(await ApproveAsync(id, A.Person("Eve", [A.Auditor], []))).ShouldBe(ProblemKind.NotAllowed);
    }

    /// <summary>The team of the docs may approve, and does not even see what others ask for.</summary>
    [Fact]
    public async Task Approve_ByAnotherTeam_SaysThatThereIsNoSuchOperation()
    {
        var id = await AskAsync();
        RefusalOf(await ApproveAsync(id, A.Person("Dora", [A.Docs], []))).ShouldBe(ProblemKind.NotFound);
        RefusalOf(await RejectAsync(id, by: A.Person("Dora", [A.Docs], []))).ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public async Task Approve_ByTheTeamOfTheBox_IsEnough()
    {
        Europe.With(A.Backup("d1", "docs-api"));
        await Console.PollAsync();
        var id = await AskAsync("d1", "docs-api");
        (await ApproveAsync(id, A.Person("Dora", [A.Docs], []))).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Approve_OfOtherFactsThanWereSeen_IsRefused()
    {
        var id = await AskAsync();
        var result = (await Console.Get<ApprovalDecisions>().ApproveAsync(Bo, [new(id, "something else")], Ct)).Single();
        RefusalOf(result).ShouldBe(ProblemKind.FactsChanged);
        Find(id).AwaitsApproval.ShouldBeTrue();
    }

    [Fact]
    public async Task JournalThatCannotBeWritten_NothingIsAskedOrApproved()
    {
        Console.Log.ErrorsAreExpected = true;
        var id = await AskAsync();
        Storage.Lose();
        RefusalOf(await ApproveAsync(id)).ShouldBe(ProblemKind.NotWritten);
        RefusalOf(await RejectAsync(id)).ShouldBe(ProblemKind.NotWritten);
        Find(id).AwaitsApproval.ShouldBeTrue();
        Storage.Recover();
        (await ApproveAsync(id)).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Approve_WhileTheZoneCannotBeRead_IsRefused()
    {
        var id = await AskAsync();
        Europe.Fail(Ask.Backups, A.Error());
        await Console.PollAsync();
        RefusalOf(await ApproveAsync(id)).ShouldBe(ProblemKind.ZoneUnreachable);
        Find(id).AwaitsApproval.ShouldBeTrue();
    }

    private FakeNuclia Nuclia => Console.Nuclia;
}
