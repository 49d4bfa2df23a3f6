using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Schedules;
using BackupDashboard.Tests.Schedules;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Approvals;

/// <summary>What people see of requests for approval, and what they do there.</summary>
public sealed class ApprovalPagesTests : PageTest
{
    private static readonly ClaimsPrincipal Ada = A.Person(A.Operator);
    private static readonly ClaimsPrincipal Bo = A.Person("Bo", [A.Administrator], []);

    public ApprovalPagesTests()
    {
        Console.Set("Operations:DeleteGrace", "00:10:00");
        Console.Set("Approvals:OnlyCompleted", "true");
        Console.Set("Approvals:Schedules", "true");
        Console.Set("Approvals:Pinned", "true");
        Console.Sessions.People = [Bo, A.Person("Cleo", [A.Administrator], [])];
        Console.Sessions.SignedIn = Clock.GetUtcNow();
        Europe.With(A.Box(), A.Box("docs-api")).With(A.Backup());
    }

    [Fact]
    public async Task DeletingTheOnlyCompletedBackup_AsksAndSaysSo()
    {
        await OpenInForceAsync("/zones/europe");
        await Screen.ClickAsync("Delete handbook of 1 Mar 2026, 10:00:00");
        await Screen.ShowsAsync(
            "Someone else has to approve this before anything happens. It is the only completed backup of its knowledge box.");
        await Screen.TypeAsync("Why? Those who approve it read this", "It was a trial");
        await Screen.TypeAsync("Type handbook to confirm", "handbook");
        await Screen.ClickAsync("Ask for its deletion");
        await Screen.ShowsAsync("Asked for. Someone else has to approve it before anything happens.");
        await Screen.ShowsAsync("1 request waits for approval.");
        Screen.Row("handbook").ShouldContain("Deleting: waits for approval.");
        Asked.Reason.ShouldBe("It was a trial");
        Console.Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task SomeoneElse_SeesTheFactsAndApproves()
    {
        SignIn(Bo);
        await OpenInForceAsync("/approvals");
        await Screen.ShowsAsync("Nothing waits for approval");
        await AskAsync();
        await Screen.ShowsAsync("Delete a backup: handbook");
        var card = Screen.Region("Delete a backup: handbook");
        card.ShouldContain("Asked for by Ada Operator, 2 Mar 2026, 10:00:00");
        card.ShouldContain("Why It was a trial");
        card.ShouldContain("Completed backups of it that stay 0");
        await Screen.ClickAsync("Approve these facts");
        await Screen.ShowsAsync("No longer pending");
        Screen.Row("Ada Operator").ShouldContain("Approved Its deletion is scheduled.");
        Asked.ApprovalState.ShouldBe(ApprovalState.Approved);
    }

    [Fact]
    public async Task SomeoneElse_RejectsWithAReason()
    {
        SignIn(Bo);
        await OpenInForceAsync("/approvals");
        await AskAsync();
        await Screen.ShowsAsync("Delete a backup: handbook");
        await Screen.ClickAsync("Reject…");
        Screen.IsDisabled("Reject it").ShouldBeTrue();
        await Screen.TypeAsync("Why not?", "The audit needs it");
        await Screen.ClickAsync("Reject it");
        await Screen.ShowsAsync("Deleting did not happen. Bo rejected it: The audit needs it");
        await Screen.ShowsAsync("Nothing waits for approval");
    }

    [Fact]
    public async Task OldSignIn_LeadsToTheProviderAndBack()
    {
        SignIn(Bo);
        await OpenInForceAsync("/approvals");
        Console.Sessions.SignedIn = Clock.GetUtcNow().AddHours(-1);
        await AskAsync();
        await Screen.ShowsAsync("Delete a backup: handbook");
        Screen.HasButton("Approve these facts").ShouldBeFalse();
        await Screen.ClickAsync("Sign in again to approve");
        Address.ShouldBe("/sign-in?again=true&returnUrl=%2Fapprovals");
    }

    /// <summary>The page was open for long: the service knows better than the button.</summary>
    [Fact]
    public async Task SignInThatBecomesOld_IsRefusedInWords()
    {
        SignIn(Bo);
        await OpenInForceAsync("/approvals");
        await AskAsync();
        await Screen.ShowsAsync("Delete a backup: handbook");
        Console.Sessions.SignedIn = Clock.GetUtcNow().AddMinutes(-11);
        await Screen.ClickAsync("Approve these facts");
        await Screen.ShowsAsync("This takes a sign-in within the last 10 minutes. Sign in again.");
        Screen.HasButton("Sign in again to approve").ShouldBeTrue();
        Asked.AwaitsApproval.ShouldBeTrue();
    }

    [Fact]
    public async Task WhoeverAsked_CanOnlyWithdraw()
    {
        await OpenInForceAsync("/approvals");
        await AskAsync();
        await Screen.ShowsAsync("This is your request. Someone else has to approve it before anything happens.");
        Screen.HasButton("Approve these facts").ShouldBeFalse();
        Screen.HasButton("Reject…").ShouldBeFalse();
        await Screen.ClickAsync("Withdraw it");
        await Screen.ShowsAsync("Deleting was withdrawn by Ada Operator.");
        Asked.ApprovalState.ShouldBe(ApprovalState.Withdrawn);
    }

    [Fact]
    public async Task WithoutTheRight_OneSeesTheFactsAndWhichRightIsMissing()
    {
        SignIn(A.Person("Eve", [A.Auditor], []));
        await OpenInForceAsync("/approvals");
        await AskAsync();
        await Screen.ShowsAsync("You may not approve this: it takes the right 'Approve' for all that it is about.");
        Screen.HasButton("Approve these facts").ShouldBeFalse();
        Screen.HasButton("Reject…").ShouldBeFalse();
    }

    [Fact]
    public async Task AnotherTeam_SeesNothingOfIt()
    {
        SignIn(A.Person("Dora", [A.Docs], []));
        await OpenInForceAsync("/approvals");
        await AskAsync();
        await Screen.ShowsAsync("Nothing waits for approval");
        Screen.Text.ShouldNotContain("handbook");
    }

    [Fact]
    public async Task VoidRequest_SaysWhatHasChanged()
    {
        SignIn(Bo);
        await OpenInForceAsync("/approvals");
        await AskAsync();
        await Screen.ShowsAsync("Delete a backup: handbook");
        Europe.With(A.Backup("b2", started: TestClock.Origin.AddHours(-1)));
        await Console.PollAsync();
        await Screen.ClickAsync("Approve these facts");
        await Screen.ShowsAsync("Completed backups of it that stay: 1, before: 0");
        await Screen.ShowsAsync("Void");
    }

    [Fact]
    public async Task Operation_TellsTheWholeStory()
    {
        SignIn(Bo);
        await OpenInForceAsync("/approvals");
        var id = await AskAsync();
        await Console.Get<ApprovalDecisions>().ApproveAsync(Bo, [new(id, Asked.Approval!.Hash)], RunningConsole.Cancellation);
        await GoAsync($"/activity/{id}");
        await Screen.ShowsAsync("Asked for by Ada Operator");
        await Screen.ShowsAsync("Approved by Bo");
        Screen.Text.ShouldContain("Reason It was a trial");
    }

    [Fact]
    public async Task ScheduleThatCoversSomething_ItsDeletionIsAskedForOnItsPage()
    {
        await OpenInForceAsync("/schedules");
        var schedule = SchedulesTest.OfDocs();
        await Console.Get<ScheduleCommands>().SetAsync(Ada, schedule, null, RunningConsole.Cancellation);
        await GoAsync($"/schedules/{schedule.Id}");
        await Screen.ClickAsync("Delete…");
        await Screen.ShowsAsync("Knowledge boxes would no longer be backed up by this schedule.");
        await Screen.ClickAsync("Ask for its deletion");
        await Screen.ShowsAsync("Ada Operator has requested a change. Someone else has to approve it before anything happens.");
        Console.Journal.Current.ScheduleOf(schedule.Id).ShouldNotBeNull();
    }

    [Fact]
    public async Task NothingTakesASecondPerson_PageSaysHow_AndTheNavigationLeavesItOut()
    {
        foreach (var key in new[] { "OnlyCompleted", "Schedules", "Pinned" })
            Console.Set($"Approvals:{key}", "false");
        await OpenAsync("/approvals");
        await Screen.ShowsAsync("Nothing takes a second person");
        Screen.HasLink("Approvals").ShouldBeFalse();
    }

    [Fact]
    public async Task OneApprover_PageSaysWhyItIsNotInForce()
    {
        Console.Sessions.People = [Bo];
        await OpenAsync("/approvals");
        await Clock.WaiterAsync(TimeSpan.FromSeconds(10.9), TimeSpan.FromSeconds(11));
        await GoAsync("/access");
        await GoAsync("/approvals");
        await Screen.ShowsAsync("The settings require a second person, and that is not in force yet. It takes two people");
    }

    private Operation Asked => Console.Journal.Current.Operations.Values.Single(operation => operation.Kind is OperationKind.Delete);

    private async Task<Guid> AskAsync()
    {
        var result = await Console.Operations.DeleteAsync(
            Caller.Of(Ada, "It was a trial"), "europe", "b1", "handbook", RunningConsole.Cancellation);
        result.Problem.ShouldBeNull();
        return result.Operation!.Id;
    }

    private async Task OpenInForceAsync(string address)
    {
        await OpenAsync("/access");
        await FeedReader.UntilAsync(Console.Journal.Subscribe(), journal => journal.ApprovalPolicy.IsOn);
        await GoAsync(address);
    }
}
