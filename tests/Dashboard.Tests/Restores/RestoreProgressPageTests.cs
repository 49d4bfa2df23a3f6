using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Restores;

/// <summary>From the button to the content that arrives, and every way back.</summary>
public sealed class RestoreProgressPageTests : RestorePageTest
{
    private Operation Restore => Console.Journal.Current.Operations.Values.Single();

    [Fact]
    public async Task Started_Page_CountsWhatArrivesAndPromisesNoMore()
    {
        await OpenReviewAsync();
        await SubmitAsync();
        await Screen.ShowsAsync("Content is arriving in the new knowledge box");
        await Screen.ShowsAsync("0 resources counted");
        Screen.Text.ShouldContain("You may close this page");
        Screen.Text.ShouldContain("The cloud reports no end of a restore");
        Screen.Text.ShouldContain("Id of the new box box-1");
        Nuclia.Sent.ShouldBe(["restore europe b1 handbook-restored 'The handbook (restored)'"]);
        Address.ShouldBe($"/zones/europe/restore/b1?operation={Restore.Id}");

        Europe.Counters = Europe.Counters.SetItem("box-1", new Counters(1234, 5678, 0, 0));
        await Clock.PassAsync(TimeSpan.FromSeconds(2));
        await Screen.ShowsAsync("1,234 resources counted, with about 5,700 paragraphs");
        Screen.Text.ShouldContain("Elapsed: 2 seconds");
    }

    [Fact]
    public async Task CountersFail_Page_SaysSoAndKeepsTheLastCount()
    {
        await OpenReviewAsync();
        await SubmitAsync();
        await Screen.ShowsAsync("0 resources counted");
        await Clock.WaiterAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        Europe.Fail(Ask.Counters, A.Error(detail: "Not ready."));
        Clock.Advance(TimeSpan.FromSeconds(2));
        await Screen.ShowsAsync("The counters cannot be read at the moment: Not ready.");
        Screen.Text.ShouldContain("0 resources counted");
    }

    [Fact]
    public async Task NothingMovesForLong_Page_SaysThatItNoLongerLooks()
    {
        await OpenReviewAsync();
        await SubmitAsync();
        await Screen.ShowsAsync("0 resources counted");
        Europe.Counters = Europe.Counters.SetItem("box-1", A.Counters);
        await Clock.PassAsync(TimeSpan.FromSeconds(2));
        await Screen.ShowsAsync("120 resources counted");
        await Clock.WaiterAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        Clock.Advance(TimeSpan.FromMinutes(31));
        await Screen.ShowsAsync("so it is no longer polled");
        Screen.Text.ShouldNotContain("restored successfully");
    }

    [Fact]
    public async Task DoubleClick_Start_RestoresOnce()
    {
        await OpenReviewAsync();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Screen.DoubleClickAsync(Submit);
        await Screen.ShowsAsync("Content is arriving");
        Console.Journal.Current.Operations.Count.ShouldBe(1);
        Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Conflict_AnsweredByTheCloud_ComesBackToTheSlugWithAProposal()
    {
        Europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.Conflict, "Slug exists."));
        await OpenReviewAsync();
        await SubmitAsync();
        await Screen.ShowsAsync("The restore was not started: 'handbook-restored' was taken in the meantime.");
        Screen.Value("Slug").ShouldBe("handbook-restored");
        Screen.IsDisabled(ToReview).ShouldBeTrue();

        await Screen.ClickAsync("Use handbook-restored-2");
        await Clock.PassAsync(Pause);
        await Screen.UntilAsync(() => !Screen.IsDisabled(ToReview));
        await Screen.ClickAsync(ToReview);
        await SubmitAsync();
        await Screen.ShowsAsync("Content is arriving");
        Nuclia.Sent[^1].ShouldBe("restore europe b1 handbook-restored-2 'The handbook (restored)'");
    }

    [Fact]
    public async Task ConflictFoundByTheLastCheck_Page_ComesBackToTheSlug()
    {
        await OpenReviewAsync();
        Europe.With(A.Box("handbook-restored"));
        await SubmitAsync();
        await Screen.ShowsAsync("The restore was not started: 'handbook-restored' is already in use.");
        Screen.HasButton("Use handbook-restored-2").ShouldBeTrue();
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task ZoneFailsAtTheLastCheck_Page_ComesBackAndAsksToAcceptIt()
    {
        await OpenReviewAsync();
        Europe.Fail(Ask.Boxes, A.Error());
        await SubmitAsync();
        await Screen.ShowsAsync("The restore was not started:");
        await Screen.UntilAsync(() => Screen.HasField("Continue without checking europe"));
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnotherBoxIsBeingCreated_Page_WaitsVisibly()
    {
        Europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.KnowledgeBoxBeingCreated));
        await OpenReviewAsync();
        await SubmitAsync();
        await Screen.ShowsAsync("Waiting. The cloud is creating another knowledge box");
        Screen.Text.ShouldContain("Attempt 2 at 2 Mar 2026, 10:00:05");
        await Clock.PassAsync(TimeSpan.FromSeconds(5));
        await Screen.ShowsAsync("Content is arriving");
    }

    [Fact]
    public async Task StillInProgress_AnsweredByTheCloud_IsExplained()
    {
        Europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.BackupInProgress));
        await OpenReviewAsync();
        await SubmitAsync();
        await Screen.ShowsAsync("The restore was not started. This backup has not finished");
        await Screen.ClickAsync("Change and try again");
        await Screen.UntilAsync(() => Screen.HasButton(Submit));
        Address.ShouldBe("/zones/europe/restore/b1");
    }

    [Fact]
    public async Task AnswerLost_Page_SaysThatItLooksAndThenWhatItFound()
    {
        Europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.TimedOut, "No answer."));
        await OpenReviewAsync();
        await SubmitAsync();
        await Screen.ShowsAsync("Not known yet. The cloud's answer did not arrive");
        await Clock.WaiterAsync(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        Europe.Counters = Europe.Counters.Add("late", new Counters(1, 1, 1, 1));
        Europe.With(A.Box("handbook-restored", title: "The handbook (restored)", id: "late"));
        await Clock.PassAsync(TimeSpan.FromSeconds(5));
        await Screen.ShowsAsync("Id of the new box late");
    }

    [Fact]
    public async Task WhileItIsSent_Page_SaysForHowLong()
    {
        Europe.Hold(Ask.Restore);
        await OpenReviewAsync();
        await SubmitAsync();
        await Screen.ShowsAsync("Sent. Waiting for the cloud's answer");
        Clock.Advance(TimeSpan.FromSeconds(3));
        await Screen.ShowsAsync("answer for 3 seconds");
        Europe.Release(Ask.Restore);
        await Screen.ShowsAsync("Content is arriving");
    }

    [Fact]
    public async Task AddressOfARunningRestore_Opened_ShowsItsProgress()
    {
        await OpenWizardAsync();
        var request = await Console.Operations.RestoreAsync(
            A.Person(A.Operator), "europe", "b1", new NewKnowledgeBox("elsewhere", "Elsewhere", []), RunningConsole.Cancellation);
        await Console.EndedAsync(request);
        await GoAsync($"/zones/europe/restore/b1?operation={request.Operation!.Id}");
        await Screen.ShowsAsync("Content is arriving");
        Screen.Text.ShouldContain("New box Elsewhere elsewhere");
    }

    [Fact]
    public async Task BackupDeletedMeanwhile_Progress_IsStillShown()
    {
        await OpenReviewAsync();
        await SubmitAsync();
        await Screen.ShowsAsync("Content is arriving");
        Europe.Backups = [];
        await Console.PollAsync();
        await Screen.ShowsAsync("Content is arriving");
    }

    [Theory]
    [InlineData("/zones/europe/restore/nothing", "This backup no longer exists in europe, or never did")]
    [InlineData("/zones/atlantis/restore/b1", "There is no zone 'atlantis' in this account")]
    [InlineData("/zones/europe/restore/b1?operation=2c4f4ad5-d7e7-47e0-b87c-15c7023cedd9", "Restore not found")]
    public async Task AddressThatLeadsNowhere_Opened_SaysWhy(string address, string sentence)
    {
        await OpenAsync(address);
        await Screen.ShowsAsync(sentence);
    }

    [Fact]
    public async Task AddressOfAnotherOperation_Opened_DoesNotShowItHere()
    {
        await OpenWizardAsync();
        Europe.With(A.Backup("b2"));
        await Console.PollAsync();
        var request = await Console.Operations.RestoreAsync(
            A.Person(A.Operator), "europe", "b2", new NewKnowledgeBox("elsewhere", "Elsewhere", []), RunningConsole.Cancellation);
        await Console.EndedAsync(request);
        await GoAsync($"/zones/europe/restore/b1?operation={request.Operation!.Id}");
        await Screen.ShowsAsync("This link is not valid");
    }
}
