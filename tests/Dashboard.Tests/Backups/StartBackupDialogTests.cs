using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Backups;

public sealed class StartBackupDialogTests : PageTest
{
    private const string Start = "Start the backup";

    public StartBackupDialogTests() => Europe
        .With(A.Box("handbook"), A.Box("busy"), A.Box("fresh", "Ελληνικά"), A.Box("stuck"))
        .With(A.Backup(), A.Running("b2", "busy"), A.Running("b3", "stuck", TestClock.Origin.AddDays(-3)))
        .Agents = [A.Box("agent")];

    [Fact]
    public async Task Open_Dialog_SaysThatItIsAsynchronousAndNeedsAChoice()
    {
        await OpenDialogAsync();
        Screen.DialogText.ShouldContain("you can close this page");
        Screen.IsDisabled(Start).ShouldBeTrue();
    }

    [Theory]
    [InlineData("HANDB", "The handbook handbook · yesterday")]
    [InlineData("λην", "Ελληνικά fresh · none yet")]
    [InlineData("busy", "The busy busy · one is in progress")]
    [InlineData("stuck", "The stuck stuck · unfinished since 3 days ago")]
    public async Task Search_PartOfTitleOrSlug_FindsTheBoxWithItsLastBackup(string typed, string option)
    {
        await OpenDialogAsync();
        await SearchAsync(typed);
        await Screen.UntilAsync(() => Screen.Options is [var one] && Same(one, option));
    }

    [Fact]
    public async Task Search_Agent_IsNotOffered()
    {
        await OpenDialogAsync();
        await SearchAsync("agent");
        await Screen.ShowsAsync("No knowledge box of this zone matches.");
    }

    [Fact]
    public async Task Chosen_Start_SendsOneCallAndShowsTheRow()
    {
        await OpenDialogAsync();
        await ChooseAsync("fresh");
        Screen.DialogText.ShouldContain("Last backup of fresh: none yet.");
        await Screen.ClickAsync(Start);
        await Screen.ShowsAsync("A backup of fresh was requested.");
        await Screen.UntilAsync(() => Screen.Dialog is null);
        await Screen.UntilAsync(() => Screen.Rows.Any(row => row.Contains("fresh In progress", StringComparison.Ordinal)));
        Nuclia.Sent.ShouldBe(["create europe kb-fresh"]);
    }

    [Fact]
    public async Task DoubleClick_Start_SendsOneCall()
    {
        await OpenDialogAsync();
        await ChooseAsync("fresh");
        await Screen.DoubleClickAsync(Start);
        await Screen.UntilAsync(() => Screen.Dialog is null);
        await Europe.CalledAsync(Ask.Create, 1);
        Console.Journal.Current.Operations.Count.ShouldBe(1);
        Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task OneIsRunning_Start_AsksFirst()
    {
        await OpenDialogAsync();
        await ChooseAsync("busy");
        Screen.DialogText.ShouldContain("A backup of busy has been unfinished for 10 minutes");
        Screen.IsDisabled(Start).ShouldBeTrue();
        await Screen.CheckAsync("Start another one anyway", true);
        await Screen.UntilAsync(() => !Screen.IsDisabled(Start));
        await Screen.ClickAsync(Start);
        await Screen.UntilAsync(() => Screen.Dialog is null);
        await Europe.CalledAsync(Ask.Create, 1);
    }

    [Fact]
    public async Task OneBeginsMeanwhile_Start_AsksThen()
    {
        await OpenDialogAsync();
        await ChooseAsync("fresh");
        Screen.IsDisabled(Start).ShouldBeFalse();
        Europe.With(A.Running("b9", "fresh"));
        await Console.PollAsync();
        await Screen.UntilAsync(() => Screen.IsDisabled(Start));
        await Screen.ShowsAsync("unfinished for");
    }

    [Fact]
    public async Task SomebodyElseAskedAlready_Start_SaysWho()
    {
        Europe.Hold(Ask.Create);
        await OpenDialogAsync();
        await ChooseAsync("fresh");
        await Console.Operations.StartAsync(
            A.Person("Grace Admin", [A.Administrator], []), "europe", "kb-fresh", false, RunningConsole.Cancellation);
        await Screen.ClickAsync(Start);
        await Screen.ShowsAsync("Grace Admin has already requested this");
        Screen.Dialog.ShouldNotBeNull();
        await Europe.CalledAsync(Ask.Create, 1);
        Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task StartOfUnknownOutcome_Dialog_SaysItBeforeAnotherIsRequested()
    {
        Europe.FailNext(Ask.Create, A.Error(NucliaErrorKind.TimedOut, "No answer came."));
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count > 0);
        var start = await Console.Operations.StartAsync(
            A.Person("Grace Admin", [A.Administrator], []), "europe", "kb-fresh", false, RunningConsole.Cancellation);
        await Console.OperationAsync(start.Operation!.Id, operation => operation.State is OperationState.Unknown);
        await Screen.ClickAsync("Start a backup");
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        await ChooseAsync("fresh");
        await Screen.ShowsAsync("Grace Admin requested a backup of fresh");
        await Screen.ShowsAsync("the cloud has not confirmed it; checking…");
    }

    [Fact]
    public async Task BoxGoneMeanwhile_Start_SaysSo()
    {
        await OpenDialogAsync();
        await ChooseAsync("fresh");
        Europe.Boxes = [A.Box("handbook")];
        await Console.PollAsync();
        await Screen.ClickAsync(Start);
        await Screen.ShowsAsync("There is no such knowledge box in zone 'europe'.");
    }

    [Fact]
    public async Task Several_Start_AreRequestedTogether()
    {
        await OpenDialogAsync();
        await ChooseAsync("fresh");
        await ChooseAnotherAsync("handbook");
        await ChooseAnotherAsync("busy");
        Screen.IsDisabled("Start 3 backups").ShouldBeTrue();
        await Screen.ClickAsync("Leave out busy");
        await Screen.UntilAsync(() => Screen.HasButton("Start 2 backups"));
        await Screen.ClickAsync("Start 2 backups");
        await Screen.ShowsAsync("2 of 2 backups requested.");
        await Screen.UntilAsync(() => Screen.Dialog is null);
        await Europe.CalledAsync(Ask.Create, 2);
        Nuclia.Sent.Order().ShouldBe(["create europe kb-fresh", "create europe kb-handbook"]);
        Console.Journal.Current.Operations.Values.Select(operation => operation.BatchId).Distinct()
            .ShouldHaveSingleItem().ShouldNotBeNull();
    }

    [Fact]
    public async Task Several_OfWhichOneIsRefused_AreToldOneByOne()
    {
        Europe.Hold(Ask.Create);
        await OpenDialogAsync();
        await ChooseAsync("fresh");
        await ChooseAnotherAsync("handbook");
        await Console.Operations.StartAsync(
            A.Person("Grace Admin", [A.Administrator], []), "europe", "kb-fresh", false, RunningConsole.Cancellation);
        await Screen.ShowsAsync("Grace Admin requested a backup of fresh");
        await Screen.ClickAsync("Start 2 backups");
        await Screen.ShowsAsync("1 of 2 requested.");
        Screen.DialogText.ShouldContain("Grace Admin has already requested this");
        await Screen.ClickAsync("Close");
        await Screen.UntilAsync(() => Screen.Dialog is null);
        Europe.Release(Ask.Create);
    }

    [Fact]
    public async Task Chosen_Box_IsNotOfferedAgain()
    {
        await OpenDialogAsync();
        await ChooseAsync("fresh");
        await AddAnotherAsync();
        await Screen.TypeAsync("Another knowledge box", "fresh");
        await Clock.PassAsync(TimeSpan.FromMilliseconds(100));
        await Screen.ShowsAsync("No other knowledge box of this zone matches.");
    }

    [Fact]
    public async Task Cancel_Dialog_ClosesAndSendsNothing()
    {
        await OpenDialogAsync();
        await ChooseAsync("fresh");
        await Screen.ClickAsync("Cancel");
        await Screen.UntilAsync(() => Screen.Dialog is null);
        Console.Journal.Current.Operations.ShouldBeEmpty();
    }

    private async Task OpenDialogAsync()
    {
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count > 0);
        await Screen.ClickAsync("Start a backup");
        await Screen.UntilAsync(() => Screen.Dialog is not null && Screen.HasField("Knowledge box"));
    }

    private async Task SearchAsync(string text, string field = "Knowledge box")
    {
        await Screen.TypeAsync(field, text);
        await Clock.PassAsync(TimeSpan.FromMilliseconds(100));
    }

    private async Task ChooseAnotherAsync(string slug)
    {
        await AddAnotherAsync();
        await ChooseAsync(slug, "Another knowledge box");
    }

    private async Task AddAnotherAsync()
    {
        await Screen.ClickAsync("Add another knowledge box");
        await Screen.UntilAsync(() => Screen.IsDisabled("Add another knowledge box"));
    }

    private async Task ChooseAsync(string slug, string field = "Knowledge box")
    {
        await SearchAsync(slug, field);
        await Screen.UntilAsync(() => Screen.Options is [var one] && one.Contains(slug, StringComparison.Ordinal));
        await Screen.ChooseAsync(slug);
        await Screen.ShowsAsync($"Last backup of {slug}");
    }

    /// <summary>The age is given in whole days or hours; the backup finished ten minutes after it began.</summary>
    private static bool Same(string shown, string expected) =>
        shown.Replace("23 hours ago", "yesterday", StringComparison.Ordinal) == expected;
}
