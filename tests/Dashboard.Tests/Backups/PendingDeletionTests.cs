using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Backups;

/// <summary>A deletion that can still be undone, and a pin, as the zone's page shows them.</summary>
public sealed class PendingDeletionTests : PageTest
{
    public PendingDeletionTests()
    {
        Console.Set("Operations:DeleteGrace", "00:10:00");
        Europe.With(A.Box()).With(A.Backup());
    }

    [Fact]
    public async Task Scheduled_Row_CountsDownAndOffersTheUndo()
    {
        await OpenScheduledAsync();
        Screen.Row("handbook").ShouldContain("Deleted in 10:00");
        await Console.Clock.PassAsync(TimeSpan.FromSeconds(1));
        await Screen.UntilAsync(() => Screen.Row("handbook").Contains("Deleted in 9:59", StringComparison.Ordinal));
        Screen.IsDisabled("Delete handbook of 1 Mar 2026, 10:00:00").ShouldBeTrue();
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Undo_FromTheRow_KeepsTheBackup()
    {
        await OpenScheduledAsync();
        await Screen.ClickAsync("Undo the deletion of handbook");
        await Screen.ShowsAsync("The deletion of a backup of handbook is undone.");
        await Screen.ShowsNotAsync("Deleted in");
        Console.Journal.Current.Operations.Values.ShouldHaveSingleItem().State.ShouldBe(OperationState.Cancelled);
    }

    [Fact]
    public async Task UndoAll_FromTheStrip_KeepsThemAll()
    {
        Europe.With(A.Backup("b2", started: TestClock.Origin.AddDays(-3)));
        await OpenScheduledAsync("b1", "b2");
        await Screen.ShowsAsync("2 backups will be deleted");
        await Screen.ClickAsync("Undo all");
        await Screen.ShowsNotAsync("will be deleted");
        Console.Journal.Current.Operations.Values.ShouldAllBe(operation => operation.State == OperationState.Cancelled);
    }

    [Fact]
    public async Task FoundInAnOlderDatabase_IsHeldInTheStripAndCanBeUndoneThere()
    {
        await OpenRowsAsync();
        var held =
            A.Operation(OperationKind.Delete,
                OperationTarget.Backup("europe", "b1")) with
            { Problem = new Problems.DatabaseOlder() };
        await Console.Journal.TryAddAsync(held, RunningConsole.Cancellation);
        await Screen.ShowsAsync("1 deletion is held");
        await Screen.ClickAsync("Undo the deletions that are held");
        await Screen.ShowsNotAsync("1 deletion is held");
        Console.Journal.Current.Find(held.Id)!.State.ShouldBe(OperationState.Cancelled);
    }

    [Fact]
    public async Task Auditor_Undo_SaysWhichRightIsMissing()
    {
        SignIn(A.Auditor);
        await OpenScheduledAsync();
        Screen.IsDisabled("Undo the deletion of handbook").ShouldBeTrue();
        Screen.Reason("Undo the deletion of handbook").ShouldBe("You do not have the right 'Delete'");
    }

    [Fact]
    public async Task DeleteDialog_SaysHowLongItCanBeUndone()
    {
        await OpenRowsAsync();
        await Screen.ClickAsync("Delete handbook of 1 Mar 2026, 10:00:00");
        await Screen.ShowsAsync("It is deleted after 10 minutes; until then, anyone who may delete can undo it.");
    }

    [Fact]
    public async Task Pin_FromTheMenu_AsksWhyAndProtects()
    {
        await OpenRowsAsync();
        await ChooseAsync("Pin it, to protect it from deletion…");
        await Screen.ShowsAsync("A pin binds only this dashboard.");
        Screen.IsDisabled("Pin the backup").ShouldBeTrue();
        await Screen.TypeAsync("Reason for pinning", "The audit");
        await Screen.ClickAsync("Pin the backup");
        await Screen.ShowsAsync("A backup of handbook is pinned.");
        await Screen.UntilAsync(() => Screen.Row("handbook").Contains("pinned", StringComparison.Ordinal));
        Screen.Reason("Delete handbook of 1 Mar 2026, 10:00:00").ShouldBe("Pinned by Ada Operator: The audit");

        await ChooseAsync("Unpin it");
        await Screen.ShowsAsync("A backup of handbook is no longer pinned.");
        await Screen.UntilAsync(() => !Screen.IsDisabled("Delete handbook of 1 Mar 2026, 10:00:00"));
    }

    [Fact]
    public async Task Auditor_Pin_CanNotBeConfirmed()
    {
        SignIn(A.Auditor);
        await OpenRowsAsync();
        await ChooseAsync("Pin it: You do not have the right 'Delete'");
        Screen.Dialog.ShouldBeNull();
    }

    private async Task OpenRowsAsync()
    {
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count > 0);
    }

    private async Task OpenScheduledAsync(params string[] backups)
    {
        await OpenRowsAsync();
        foreach (var backup in backups.DefaultIfEmpty("b1"))
            await Console.Operations.DeleteAsync(A.Person(A.Operator), "europe", backup, "handbook", RunningConsole.Cancellation);
        await Screen.ShowsAsync("Deleted in");
    }

    private async Task ChooseAsync(string item)
    {
        await Screen.ClickAsync("More about handbook of 1 Mar 2026, 10:00:00");
        await Screen.UntilAsync(() => Screen.Options.Any(option => option.Contains(item, StringComparison.Ordinal)));
        await Screen.ChooseAsync(item);
    }
}
