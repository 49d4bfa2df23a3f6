using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Backups;

public sealed class BackupsPageTests : PageTest
{
    [Fact]
    public async Task Loaded_Rows_ShowWhatIsKnownOfEachBackup()
    {
        Europe.With(A.Box(), A.Box("other"))
            .With(A.Backup(), A.Running("b2", "other"), A.Running("b3", "other", TestClock.Origin.AddDays(-2)));
        await OpenRowsAsync();
        Screen.Row("The handbook").ShouldBe("The handbook handbook Completed Sun 1 Mar 2026, 10:00:00 yesterday 10:00 1.4 MB – Restore");
        Screen.Rows[0].ShouldStartWith("The other other In progress 10 minutes");
        Screen.Rows[^1].ShouldStartWith("The other other Stalled? 2 days");
        Screen.Text.ShouldContain("as of 2 Mar 2026, 10:00:00");
    }

    [Fact]
    public async Task Moments_OnHover_AreInUtcAndSizesExact()
    {
        Europe.With(A.Box()).With(A.Backup());
        await OpenRowsAsync();
        Screen.All("tbody time").ShouldContain(time => time.GetAttribute("title") == "2026-03-01 09:00:00 UTC");
        Screen.All("tbody [title]").ShouldContain(size => size.GetAttribute("title") == "1,500,000 bytes");
    }

    [Fact]
    public async Task Empty_Zone_SaysWhatToDo()
    {
        Europe.With(A.Box());
        await OpenAsync("/zones/europe");
        await Screen.ShowsAsync("No backups in this zone yet");
        Screen.Text.ShouldContain("Start one");
        Screen.IsDisabled("Start a backup").ShouldBeFalse();
    }

    [Fact]
    public async Task Empty_ZoneWithoutBoxes_InvitesToNothingThatCannotBeDone()
    {
        Europe.Agents = [A.Box("agent")];
        await OpenAsync("/zones/europe");
        await Screen.ShowsAsync("It has no knowledge box either, so there is nothing to back up.");
        Screen.IsDisabled("Start a backup").ShouldBeTrue();
    }

    [Fact]
    public async Task ZoneGone_Page_KeepsTheRowsAndOffersNoCommand()
    {
        Europe.With(A.Box()).With(A.Backup());
        await OpenRowsAsync();
        Europe.IsListed = false;
        for (var poll = 0; poll < 2; poll++)
            await Console.PollAccountAsync();
        await Screen.ShowsAsync("The account no longer lists europe");
        Screen.Text.ShouldContain("What is shown is its last picture, from 2 Mar 2026, 10:00:00");
        Screen.Rows.ShouldHaveSingleItem();
        Screen.IsDisabled("Start a backup").ShouldBeTrue();
        Screen.All(".missing-right, [title='The account no longer lists this zone']").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Loading_Zone_SaysSoThenShowsTheRows()
    {
        Europe.With(A.Backup()).Hold(Ask.Backups);
        await OpenAsync("/zones/europe", settle: false);
        await Screen.ShowsAsync("Reading the backups of this zone for the first time");
        Screen.IsDisabled("Start a backup").ShouldBeTrue();
        Europe.Release(Ask.Backups);
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
    }

    [Fact]
    public async Task Failed_Zone_SaysWhyAndThatNothingIsKnown()
    {
        Europe.FailAll(A.Error(NucliaErrorKind.Unavailable, "Bad gateway."));
        await OpenAsync("/zones/europe");
        await Screen.ShowsAsync("Nothing is known of this zone yet.");
        Screen.Text.ShouldContain("europe cannot be read since");
        Screen.Text.ShouldContain("Bad gateway.");
        Screen.Text.ShouldNotContain("No backups in this zone yet");
    }

    [Fact]
    public async Task Stale_Zone_KeepsItsRowsWithAgeAndReasonUntilItRecovers()
    {
        Europe.With(A.Backup());
        await OpenRowsAsync();
        Europe.FailAll(A.Error(NucliaErrorKind.TimedOut, "No answer in time."));
        Clock.Advance(TimeSpan.FromMinutes(5));
        await Console.PollAsync();
        await Screen.ShowsAsync("No answer in time.");
        Screen.Text.ShouldContain("What is shown is from 2 Mar 2026, 10:00:00 ( 5 minutes ago )");
        Screen.Rows.Count.ShouldBe(1);

        Europe.Recover();
        await Screen.ClickAsync("Ask again now");
        await Screen.ShowsNotAsync("No answer in time.");
    }

    [Fact]
    public async Task NoAnswerForLong_Zone_SaysThatWhatIsShownGrowsOld()
    {
        Europe.With(A.Backup());
        await OpenRowsAsync();
        Europe.Hold(Ask.Backups);
        Clock.Advance(TimeSpan.FromSeconds(119));
        Screen.Alerts.ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromSeconds(11));
        await Screen.ShowsAsync("Out of date.");
        Europe.Release(Ask.Backups);
        await Screen.ShowsNotAsync("Out of date.");
    }

    [Fact]
    public async Task Unknown_Zone_SaysWhichThereAre()
    {
        await OpenAsync("/zones/atlantis");
        await Screen.ShowsAsync("There is no zone 'atlantis' in this account");
        Screen.Text.ShouldContain("Its zones are: europe.");
    }

    [Fact]
    public async Task Unknown_Zone_WhileTheAccountIsRead_IsLookedFor()
    {
        Nuclia.Hold(Ask.Account);
        Europe.With(A.Backup());
        await OpenAsync("/zones/europe", settle: false);
        await Screen.ShowsAsync("Looking for zone europe");
        Nuclia.Release(Ask.Account);
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
    }

    [Fact]
    public async Task BackupFinishes_Row_ChangesInPlace()
    {
        Europe.With(A.Running("b1"), A.Running("b2", "other"));
        await OpenRowsAsync();
        var before = Screen.All("tbody tr").Count;
        Europe.Finish("b1", TestClock.Origin);
        await Console.PollAsync();
        await Screen.UntilAsync(() => Screen.Row("handbook").Contains("Completed", StringComparison.Ordinal));
        Screen.All("tbody tr").Count.ShouldBe(before);
        Screen.Row("other").ShouldContain("In progress");
        Screen.HasLink("Restore handbook of 2 Mar 2026, 09:50:00").ShouldBeTrue();
    }

    [Fact]
    public async Task BackupFinishes_OpenMenu_StaysOpen()
    {
        Europe.With(A.Running("b1"));
        await OpenRowsAsync();
        await Screen.ClickAsync("More about handbook of 2 Mar 2026, 09:50:00");
        await Screen.UntilAsync(() => Screen.Options.Contains("Copy the backup's id"));
        Europe.Finish("b1", TestClock.Origin);
        await Console.PollAsync();
        await Screen.UntilAsync(() => Screen.Row("handbook").Contains("Completed", StringComparison.Ordinal));
        Screen.Options.ShouldContain("Copy the backup's id");
    }

    [Fact]
    public async Task BackupsComeAndGo_Rows_FollowWithoutReload()
    {
        Europe.With(A.Backup());
        await OpenRowsAsync();
        Europe.Backups = [A.Backup("b2", "second")];
        await Console.PollAsync();
        await Screen.UntilAsync(() => Screen.Rows is [var row] && row.Contains("second", StringComparison.Ordinal));
        Europe.Backups = [];
        await Console.PollAsync();
        await Screen.ShowsAsync("No backups in this zone yet");
    }

    [Fact]
    public async Task Orphan_Row_SaysThatItsBoxIsGone()
    {
        Europe.With(A.Box()).With(A.Backup(), A.Backup("b2", "gone"));
        await OpenRowsAsync();
        Screen.Row("The gone").ShouldContain("box is gone");
        Screen.Row("The handbook").ShouldNotContain("box is gone");
    }

    [Fact]
    public async Task Unfinished_Restore_IsDisabledWithTheReason()
    {
        Europe.With(A.Running());
        await OpenRowsAsync();
        const string Restore = "Restore handbook of 2 Mar 2026, 09:50:00";
        Screen.IsDisabled(Restore).ShouldBeTrue();
        Screen.Reason(Restore)!.ShouldContain("has not finished");
        Screen.IsDisabled("Delete handbook of 2 Mar 2026, 09:50:00").ShouldBeFalse();
    }

    [Fact]
    public async Task Auditor_Buttons_AreDisabledWithTheReason()
    {
        SignIn(A.Auditor);
        Europe.With(A.Backup());
        await OpenRowsAsync();
        foreach (var (button, right) in new[]
        {
            ("Start a backup", "Backup"), (
                "Restore handbook of 1 Mar 2026, 10:00:00", "Restore"), ("Delete handbook of 1 Mar 2026, 10:00:00", "Delete"),
        })
        {
            Screen.IsDisabled(button).ShouldBeTrue();
            Screen.Reason(button).ShouldBe($"You do not have the right '{right}'");
        }
    }

    [Fact]
    public async Task DeletionUnderWay_Row_SaysSoAndOffersNoSecond()
    {
        Europe.With(A.Backup()).Hold(Ask.Delete);
        await OpenRowsAsync();
        await Console.Operations.DeleteAsync(A.Person(A.Operator), "europe", "b1", "handbook", RunningConsole.Cancellation);
        await Screen.UntilAsync(() => Screen.Row("handbook").Contains("Deleting…", StringComparison.Ordinal));
        Screen.IsDisabled("Delete handbook of 1 Mar 2026, 10:00:00").ShouldBeTrue();
        Europe.Release(Ask.Delete);
        await Screen.ShowsAsync("No backups in this zone yet");
    }

    [Fact]
    public async Task CopyId_BrowserRefuses_ShowsTheId()
    {
        BrowserAnswers("copy", false);
        Europe.With(A.Backup());
        await OpenRowsAsync();
        await Screen.ClickAsync("More about handbook of 1 Mar 2026, 10:00:00");
        await Screen.UntilAsync(() => Screen.Options.Count > 0);
        await Screen.ChooseAsync("Copy the backup's id");
        await Screen.ShowsAsync("The browser does not allow it. The id is b1");
    }

    private async Task OpenRowsAsync()
    {
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count > 0);
    }
}
