using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Backups;

public sealed class DeleteBackupDialogTests : PageTest
{
    private const string Delete = "Delete the backup";
    private const string Confirmation = "Type handbook to confirm";

    public DeleteBackupDialogTests() => Europe.With(A.Box());

    [Fact]
    public async Task Completed_Dialog_ShowsWhatIsLost()
    {
        await OpenDialogAsync(A.Backup());
        Screen.DialogText.ShouldContain("The handbook handbook");
        Screen.DialogText.ShouldContain("Started 1 Mar 2026, 10:00:00 ( yesterday )");
        Screen.DialogText.ShouldContain("Size 1.4 MB");
        Screen.DialogText.ShouldContain("cannot be recovered");
    }

    [Fact]
    public async Task OnlyCompleted_Dialog_SaysSoInPlainWords()
    {
        await OpenDialogAsync(A.Backup(), A.Running("b2"));
        Screen.Alerts.ShouldBe(["This is the only completed backup of this knowledge box. After this there will be none."]);
    }

    /// <summary>The others are still listed, but will not be for long.</summary>
    [Fact]
    public async Task EveryOther_IsBeingDeleted_Dialog_SaysThatNoneIsLeft()
    {
        Console.Set("Operations:DeleteGrace", "00:10:00");
        Europe.With(A.Backup(), A.Backup("b0", started: TestClock.Origin.AddDays(-9)));
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count > 0);
        await Console.Operations.DeleteAsync(A.Person(A.Operator), "europe", "b0", "handbook", RunningConsole.Cancellation);
        await Screen.ClickAsync("Delete handbook of 1 Mar 2026, 10:00:00");
        await Screen.ShowsAsync("Every other completed backup of this knowledge box is being deleted. After this there will be none.");
    }

    [Fact]
    public async Task NewestOfTwo_Dialog_SaysSo()
    {
        await OpenDialogAsync(A.Backup(), A.Backup("b0", started: TestClock.Origin.AddDays(-9)));
        Screen.Alerts.ShouldBe(["This is the newest backup of this knowledge box."]);
    }

    [Fact]
    public async Task NeitherNewestNorOnly_Dialog_WarnsOfNothing()
    {
        await OpenDialogAsync(A.Backup(), A.Backup("b0", started: TestClock.Origin.AddHours(-1)));
        Screen.Alerts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Orphan_Dialog_SaysThatNothingElseIsLeft()
    {
        Europe.Boxes = [];
        await OpenDialogAsync(A.Backup());
        Screen.Alerts.ShouldContain("The knowledge box itself is gone: its content exists in its backups alone.");
    }

    [Fact]
    public async Task BoxNotListed_TokenSeesFewerBoxes_DialogDoesNotSayThatItIsGone()
    {
        Europe.Boxes = [];
        Nuclia.Account = Nuclia.Account with { CurrentKnowledgeBoxes = 1 };
        await OpenDialogAsync(A.Backup());
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Console.PollAsync();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Console.PollAccountAsync();
        await Screen.UntilAsync(
            () => Screen.Alerts.Any(alert => alert.StartsWith("The knowledge box is not listed: it is gone, or",
                StringComparison.Ordinal)));
        Screen.Alerts.ShouldNotContain(alert => alert.StartsWith("The knowledge box itself is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RestoreRunning_Dialog_SaysSoAndTheServiceRefuses()
    {
        Europe.Hold(Ask.Restore);
        await OpenDialogAsync(A.Backup());
        var box = new NewKnowledgeBox("copy", "Copy", []);
        await Console.Operations.RestoreAsync(A.Person(A.Operator), "europe", "b1", box, RunningConsole.Cancellation);
        await Console.PollAsync();
        await Screen.UntilAsync(() => Screen.Alerts.Count > 1);
        Screen.Alerts.ShouldContain("It cannot be deleted: a restore from it is not known to be complete yet.");
        await Screen.TypeAsync(Confirmation, "handbook");
        await Screen.ClickAsync(Delete);
        await Screen.ShowsAsync("Delete the backup afterwards, or declare");
        Europe.Calls(Ask.Delete).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hand")]
    [InlineData("HANDBOOK")]
    public async Task Completed_WrongSlug_CanNotBeDeleted(string typed)
    {
        await OpenDialogAsync(A.Backup());
        await Screen.TypeAsync(Confirmation, typed);
        Screen.IsDisabled(Delete).ShouldBeTrue();
        await Screen.PressAsync(Confirmation, "Enter");
        Console.Journal.Current.Operations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Completed_SlugTyped_IsDeletedAndLeavesTheList()
    {
        await OpenDialogAsync(A.Backup());
        await Screen.TypeAsync(Confirmation, "handbook");
        await Screen.ClickAsync(Delete);
        await Screen.ShowsAsync("The deletion of a backup of handbook was requested.");
        await Screen.ShowsAsync("No backups in this zone yet");
        await Screen.UntilAsync(() => Screen.Dialog is null);
        Nuclia.Sent.ShouldBe(["delete europe b1"]);
    }

    [Fact]
    public async Task Completed_SlugTypedAndEnter_IsDeleted()
    {
        await OpenDialogAsync(A.Backup());
        await Screen.TypeAsync(Confirmation, "handbook");
        await Screen.PressAsync(Confirmation, "Enter");
        await Screen.ShowsAsync("No backups in this zone yet");
    }

    [Fact]
    public async Task DoubleClick_Delete_DeletesOnce()
    {
        Europe.Hold(Ask.Delete);
        await OpenDialogAsync(A.Backup());
        await Screen.TypeAsync(Confirmation, "handbook");
        await Screen.DoubleClickAsync(Delete);
        await Screen.UntilAsync(() => Screen.Dialog is null);
        await Europe.CalledAsync(Ask.Delete, 1);
        Europe.Release(Ask.Delete);
        await Screen.ShowsAsync("No backups in this zone yet");
        Nuclia.Sent.Count.ShouldBe(1);
        Console.Journal.Current.Operations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Unfinished_Dialog_NeedsAPlainConfirmationOnly()
    {
        await OpenDialogAsync(A.Running());
        Screen.HasField(Confirmation).ShouldBeFalse();
        Screen.DialogText.ShouldContain("It has not finished.");
        await Screen.ClickAsync(Delete);
        await Screen.ShowsAsync("No backups in this zone yet");
    }

    [Fact]
    public async Task FinishesMeanwhile_Dialog_AsksForTheSlugThen()
    {
        await OpenDialogAsync(A.Running());
        Europe.Finish("b1", TestClock.Origin);
        await Console.PollAsync();
        await Screen.UntilAsync(() => Screen.HasField(Confirmation));
        Screen.IsDisabled(Delete).ShouldBeTrue();
    }

    [Fact]
    public async Task GoneMeanwhile_Dialog_SaysThatNothingIsLeftToDelete()
    {
        await OpenDialogAsync(A.Backup());
        Europe.Backups = [];
        await Console.PollAsync();
        await Screen.ShowsAsync("there is nothing left to delete");
        Screen.HasButton(Delete).ShouldBeFalse();
    }

    [Fact]
    public async Task Escape_Dialog_ClosesAndDeletesNothing()
    {
        await OpenDialogAsync(A.Backup());
        await Screen.TypeAsync(Confirmation, "handbook");
        await PressEscapeAsync();
        await Screen.UntilAsync(() => Screen.Dialog is null);
        Console.Journal.Current.Operations.ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepIt_Dialog_ClosesAndDeletesNothing()
    {
        await OpenDialogAsync(A.Backup());
        await Screen.ClickAsync("Keep it");
        await Screen.UntilAsync(() => Screen.Dialog is null);
        Console.Journal.Current.Operations.ShouldBeEmpty();
        Screen.Rows.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Closed_Dialog_NoLongerFollowsTheZone()
    {
        await OpenDialogAsync(A.Backup());
        Console.Zone("europe").Subscribers.ShouldBe(2);
        await Screen.ClickAsync("Keep it");
        await Screen.UntilAsync(() => Screen.Dialog is null && Console.Zone("europe").Subscribers == 1);
    }

    private async Task OpenDialogAsync(BackupItem backup, BackupItem? other = null)
    {
        Europe.With([backup, .. other is null ? [] : new[] { other }]);
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count > 0);
        await Screen.ClickAsync($"Delete handbook of {(backup.FinishedAt is null ? "2 Mar 2026, 09:50:00" : "1 Mar 2026, 10:00:00")}");
        await Screen.UntilAsync(
            () => Screen.Dialog is not null && Screen.DialogText.Contains("Delete this backup?", StringComparison.Ordinal));
    }
}
