using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Backups;

public sealed class DeleteManyDialogTests : PageTest
{
    private const string First = "Select handbook of 1 Mar 2026, 10:00:00";
    private const string Second = "Select other of 28 Feb 2026, 10:00:00";
    private const string Unfinished = "Select other of 2 Mar 2026, 09:50:00";

    public DeleteManyDialogTests() => Europe.With(A.Box(), A.Box("other"))
        .With(A.Backup(), A.Backup("o1", "other", TestClock.Origin.AddDays(-2)), A.Running("o2", "other"));

    [Fact]
    public async Task Nothing_Ticked_OffersNothing()
    {
        await OpenRowsAsync();
        Screen.HasButton("Delete them…").ShouldBeFalse();
        await Screen.TickAsync(First);
        await Screen.ShowsAsync("1 selected");
        await Screen.ClickAsync("Clear the selection");
        await Screen.ShowsNotAsync("1 selected");
        Screen.IsTicked(First).ShouldBeFalse();
    }

    [Fact]
    public async Task WholePage_Ticked_SelectsEveryRow()
    {
        await OpenRowsAsync();
        await Screen.TickAsync("Select every backup on this page");
        await Screen.ShowsAsync("3 selected");
        await Screen.TickAsync(Second, false);
        await Screen.ShowsAsync("2 selected");
        Screen.IsTicked("Select every backup on this page").ShouldBeFalse();
    }

    [Fact]
    public async Task Several_Dialog_ListsWhatIsLost()
    {
        await OpenDialogAsync(First, Second, Unfinished);
        Screen.DialogText.ShouldContain("Afterwards 2 knowledge boxes have no completed backup at all.");
        Screen.DialogText.ShouldContain("3 backups in europe, together 2.9 MB");
        Screen.DialogText.ShouldContain("not finished");
        Screen.IsDisabled("Delete 3 backups").ShouldBeTrue();
    }

    [Fact]
    public async Task Several_Confirmed_EachIsDeletedAndHasItsResult()
    {
        await OpenDialogAsync(First, Second, Unfinished);
        await Screen.TypeAsync("Type 3 to confirm", "2");
        Screen.IsDisabled("Delete 3 backups").ShouldBeTrue();
        await Screen.TypeAsync("Type 3 to confirm", "3");
        await Screen.ClickAsync("Delete 3 backups");
        await Screen.ShowsAsync("3 of 3 accepted.");
        await Screen.UntilAsync(() => Nuclia.Sent.Count == 3 && Screen.DialogText.Split("deleted").Length == 4);
        await Screen.ClickAsync("Close");
        await Screen.ShowsAsync("No backups in this zone yet");
    }

    [Fact]
    public async Task OneFails_Results_OfferItOnceMore()
    {
        await FailOneAsync();
        Screen.DialogText.ShouldContain("Not this one.");
        await Screen.ClickAsync("Try again the 1 that failed");
        await Screen.ClickAsync("Delete 1 backup");
        await Screen.ShowsAsync("1 of 1 accepted.");
        await Europe.CalledAsync(Ask.Delete, 2);
        Nuclia.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task FailedAndGoneMeanwhile_TriedAgain_SaysThatNothingIsLeft()
    {
        await FailOneAsync();
        Europe.Backups = [];
        await Console.PollAsync();
        await Screen.ClickAsync("Try again the 1 that failed");
        await Screen.ShowsAsync("None of them is in the zone any longer: there is nothing left to delete.");
        Screen.HasButton("Delete 0 backups").ShouldBeFalse();
    }

    /// <summary>The last backups of a box go while someone still reads what will be lost: the page goes on.</summary>
    [Fact]
    public async Task AllOfThem_GoneWhileTheDialogIsOpen_IsNoError()
    {
        await OpenDialogAsync(First, Second);
        Europe.Backups = [];
        await Console.PollAsync();
        await Screen.TypeAsync("Type 2 to confirm", "2");
        await Screen.ShowsAsync("Afterwards 2 knowledge boxes have no completed backup at all.");
        await Screen.ClickAsync("Keep them");
        await Screen.UntilAsync(() => Screen.Dialog is null);
    }

    [Fact]
    public async Task Failed_AfterTheDialogWasClosed_AreOfferedOnThePage()
    {
        foreach (var _ in (int[])[1, 2])
            Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.Forbidden, "Not now."));
        await OpenDialogAsync(First, Second);
        await Screen.TypeAsync("Type 2 to confirm", "2");
        await Screen.ClickAsync("Delete 2 backups");
        await Screen.ShowsAsync("0 of 2 accepted.");
        await Screen.ClickAsync("Close");
        await Screen.UntilAsync(() => Screen.Dialog is null);

        await Screen.ShowsAsync("2 backups could not be deleted.");
        await Screen.ClickAsync("Try again…");
        await Screen.UntilAsync(() => Screen.Dialog is not null && Screen.HasButton("Delete 2 backups"));
        await Screen.TypeAsync("Type 2 to confirm", "2");
        await Screen.ClickAsync("Delete 2 backups");
        await Screen.ShowsAsync("2 of 2 accepted.");
        await Screen.ClickAsync("Close");
        await Screen.ShowsNotAsync("could not be deleted");
    }

    [Fact]
    public async Task PinnedAmongThem_Dialog_SaysSoAndTheOthersGo()
    {
        await OpenRowsAsync();
        await Console.Get<Pins>().PinAsync(A.Person(A.Operator), "europe", "b1", "The audit", RunningConsole.Cancellation);
        await Screen.ShowsAsync("pinned");
        await TickAndOpenAsync(First, Unfinished);
        Screen.DialogText.ShouldContain("It cannot be deleted: Ada Operator has pinned it: The audit");
        await Screen.TypeAsync("Type handbook to confirm", "handbook");
        await Screen.ClickAsync("Delete 2 backups");
        await Screen.ShowsAsync("1 of 2 accepted.");
        await Europe.CalledAsync(Ask.Delete, 1);
        Nuclia.Sent.ShouldBe(["delete europe o2"]);
    }

    [Fact]
    public async Task Vanishes_WhileTicked_IsNoLongerSelected()
    {
        await OpenRowsAsync();
        await Screen.TickAsync(First);
        await Screen.TickAsync(Second);
        await Screen.ShowsAsync("2 selected");
        Europe.Backups = Europe.Backups.RemoveAll(backup => backup.Id == "b1");
        await Console.PollAsync();
        await Screen.ShowsAsync("1 selected");
    }

    private async Task FailOneAsync()
    {
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.Forbidden, "Not this one."));
        await OpenDialogAsync(Unfinished);
        await Screen.ClickAsync("Delete 1 backup");
        await Screen.ShowsAsync("0 of 1 accepted.");
    }

    private async Task OpenRowsAsync()
    {
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count == 3);
    }

    private async Task OpenDialogAsync(params string[] boxes)
    {
        await OpenRowsAsync();
        await TickAndOpenAsync(boxes);
    }

    private async Task TickAndOpenAsync(params string[] boxes)
    {
        foreach (var box in boxes)
            await Screen.TickAsync(box);
        await Screen.ClickAsync("Delete them…");
        await Screen.UntilAsync(() => Screen.Dialog is not null && Screen.HasButton("Keep them"));
    }
}
