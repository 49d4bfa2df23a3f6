using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;
using Bunit;

namespace BackupDashboard.Tests.Activities;

/// <summary>The list of everything that was ever requested.</summary>
public sealed class ActivityPageTests : PageTest
{
    private int _written;

    [Fact]
    public async Task NothingYet_Opened_SaysSo()
    {
        await OpenAsync("/activity");
        await Screen.ShowsAsync("Nothing has been requested yet.");
        Screen.HasLink("Show everything").ShouldBeFalse();
    }

    [Fact]
    public async Task Operations_Opened_AreListedNewestFirstWithEveryColumnNamed()
    {
        await OpenAsync("/activity");
        await WriteAsync(OperationKind.Start);
        await WriteAsync(OperationKind.Restore);
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
        Screen.Rows[0].ShouldBe(
            "2 Mar 2026, 10:02:00 Ada Restore a backup handbook → handbook-restored europe Arriving Accepted; content is arriving. page");
        Screen.Rows[1].ShouldContain("Start a backup handbook europe Succeeded Accepted by the cloud.");
        Screen.All("tbody td").Select(cell => cell.GetAttribute("data-label")).Distinct()
            .ShouldBe(["When", "Who", "What", "Zone", "State", "Outcome", "Via"]);
    }

    [Fact]
    public async Task News_OnAFilteredPage_ShowOnlyWhatMatches()
    {
        await OpenAsync("/activity?kind=Start");
        await Screen.ShowsAsync("No operation matches these filters.");
        await WriteAsync(OperationKind.Delete);
        await WriteAsync(OperationKind.Start);
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        Screen.Rows[0].ShouldContain("Start a backup");

        await Console.Journal.TryUpdateAsync(
            Newest.Id, operation => operation with
            {
                State = OperationState.Failed,
                Problem = new CloudProblems.NotApplied(OperationKind.Start)
            }, RunningConsole.Cancellation);
        await Screen.UntilAsync(
            () => Screen.Rows is [var row] && row.Contains("Failed The cloud did not start a backup.", StringComparison.Ordinal));
        Address.ShouldBe("/activity?kind=Start");
    }

    [Fact]
    public async Task StorageLost_Opened_SaysWhatCannotBeReadAndComesBack()
    {
        Console.Log.ErrorsAreExpected = true;
        await OpenAsync("/alarms");
        Console.Storage.Lose();
        await GoAsync("/activity");
        await Screen.ShowsAsync("The dashboard cannot read its own records at the moment");
        Console.Storage.Recover();
        await Screen.ClickAsync("Try again");
        await Screen.ShowsAsync("Nothing has been requested yet");
    }

    [Fact]
    public async Task Person_WhoCameWhileThePageIsOpen_CanBeChosen()
    {
        await OpenAsync("/activity?size=10");
        await WriteAsync(OperationKind.Start);
        await WriteAsync(OperationKind.Start, operation => operation with { Actor = new Actor("oid-2", "Grace"), Zone = "america" });
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
        await ChooseAsync("Person", "Grace");
        await Screen.UntilAsync(() => Screen.Rows is [var row] && row.Contains("america", StringComparison.Ordinal));
        Address.ShouldBe("/activity?person=oid-2&size=10");

        await ChooseAsync("Zone", "europe");
        await Screen.ShowsAsync("No operation matches these filters.");
        Address.ShouldBe("/activity?person=oid-2&zone=europe&size=10");
    }

    [Fact]
    public async Task StateAndKind_Chosen_StandInTheAddress()
    {
        await OpenAsync("/activity");
        await WriteAsync(OperationKind.Start);
        await WriteAsync(OperationKind.Delete, operation => operation with { State = OperationState.Failed });
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
        await Screen.ClickAsync("Failed");
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        await ChooseAsync("Kind", "Start a backup");
        await Screen.ShowsAsync("No operation matches these filters.");
        Address.ShouldBe("/activity?kind=Start&state=Failed");
    }

    [Fact]
    public async Task Failures_OfTheLastDays_AreOneClick_AndStatesCanBeAdded()
    {
        await OpenAsync("/activity");
        await WriteAsync(OperationKind.Start);
        await WriteAsync(OperationKind.Delete, operation => operation with { State = OperationState.Failed });
        await WriteAsync(OperationKind.Pin, operation => operation with { State = OperationState.Rejected });
        await WriteAsync(OperationKind.Unpin, operation => operation with
        {
            State = OperationState.Failed,
            RequestedAt = TestClock.Origin.AddDays(-8),
        });
        await Screen.UntilAsync(() => Screen.Rows.Count == 4);
        await GoAsync(Screen.Link("Failures, last 7 days").GetAttribute("href")!);
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
        Address.ShouldBe("/activity?state=Rejected,Unknown,Failed,Missed&from=2026-02-24");
        await Screen.ClickAsync("Succeeded");
        await Screen.UntilAsync(() => Screen.Rows.Count == 3);
        await Screen.ClickAsync("Failed");
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
        Address.ShouldBe("/activity?state=Succeeded,Rejected,Unknown,Missed&from=2026-02-24");
    }

    [Fact]
    public async Task Id_TypedInPart_IsFound()
    {
        await OpenAsync("/activity");
        await WriteAsync(OperationKind.Start);
        await WriteAsync(OperationKind.Start, operation => operation with { UpstreamId = "backup-77" });
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
        await Screen.TypeAsync("Id starts with", "backup-7");
        await Clock.PassAsync(TimeSpan.FromMilliseconds(300));
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        Address.ShouldBe("/activity?q=backup-7");
    }

    [Fact]
    public async Task Day_Entered_IsTheViewersAndBeginsWithTheFirstPage()
    {
        await OpenAsync("/activity?page=2&size=10");

        // Half past midnight in Amsterdam, still the day before in UTC.
        await WriteAsync(
            OperationKind.Start, operation => operation with { RequestedAt = new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.Zero) });
        await WriteAsync(
            OperationKind.Delete, operation => operation with { RequestedAt = new DateTimeOffset(2026, 3, 1, 22, 30, 0, TimeSpan.Zero) });
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
        await Screen.DoAsync(() => Screen.Field("From").ChangeAsync("2026-03-02"));
        await Screen.UntilAsync(() => Screen.Rows is [var row] && row.Contains("Start a backup", StringComparison.Ordinal));
        Address.ShouldBe("/activity?from=2026-03-02&size=10");
        Screen.Link("Export as CSV").GetAttribute("href").ShouldBe("/activity/export.csv?from=2026-03-02&tz=Europe%2FAmsterdam");
        Screen.Link("Export as JSON").HasAttribute("download").ShouldBeTrue();
    }

    [Fact]
    public async Task Batch_InTheAddress_IsShownAndCanBeLeft()
    {
        var batch = Guid.NewGuid();
        await OpenAsync($"/activity?batch={batch}");
        await WriteAsync(OperationKind.Delete, operation => operation with { BatchId = batch });
        await WriteAsync(OperationKind.Start);
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        await Screen.ShowsAsync("requested together");
        await Screen.DoAsync(() => Screen.All(".mud-chip-close-button").Single().ClickAsync());
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
        Address.ShouldBe("/activity");
    }

    [Fact]
    public async Task NextPage_Clicked_ShowsItAndStandsInTheAddress()
    {
        await OpenAsync("/activity?size=10&zone=europe");
        for (var i = 0; i < 12; i++)
            await WriteAsync(OperationKind.Start);
        await Screen.ShowsAsync("1–10 of 12");
        await Screen.ClickAsync("Next page");
        await Screen.ShowsAsync("11–12 of 12");
        Address.ShouldBe("/activity?zone=europe&page=2&size=10");
        await GoAsync("/activity?page=99");
        await Screen.ShowsAsync("1–12 of 12");
    }

    [Fact]
    public async Task LinkInTheMenu_Followed_ShowsEverythingAgain()
    {
        await OpenAsync("/activity?kind=Delete");
        await WriteAsync(OperationKind.Start);
        await Screen.ShowsAsync("No operation matches these filters.");
        Screen.Link("Activity").GetAttribute("href").ShouldBe("/activity");
        await GoAsync(Screen.Link("Show everything").GetAttribute("href")!);
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        Screen.Value("Kind").ShouldBe("All kinds");
    }

    [Fact]
    public async Task Page_Left_IsFollowedByNobody()
    {
        await OpenAsync("/activity");
        await Screen.ShowsAsync("Nothing has been requested yet.");
        await GoAsync("/");
        await Screen.ShowsNotAsync("Nothing has been requested yet.");
        await WriteAsync(OperationKind.Start);
        Console.Log.ShouldHaveNoErrors();
    }

    private Operation Newest => Console.Journal.Current.Operations.Values.MaxBy(operation => operation.RequestedAt)!;

    private async Task ChooseAsync(string list, string option)
    {
        await Screen.OpenListAsync(list);
        await Screen.UntilAsync(() => Screen.Options.Contains(option));
        await Screen.ChooseAsync(option);
    }

    /// <summary>Each a minute after the one before; on targets of their own, so that none is in another's way.</summary>
    private async Task WriteAsync(OperationKind kind, Func<Operation, Operation>? with = null)
    {
        var operation = A.Operation(
            kind, $"t{++_written}", OperationState.Succeeded,
            requested: TestClock.Origin.AddMinutes(_written)) with
        { BackupId = $"b{_written}" };
        (await Console.Journal.TryAddAsync(with is null ? operation : with(operation), RunningConsole.Cancellation)).ShouldBeNull();
    }
}
