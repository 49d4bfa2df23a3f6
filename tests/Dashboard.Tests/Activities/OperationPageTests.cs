using AngleSharp.Dom;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Activities;

/// <summary>One operation tells its story.</summary>
public sealed class OperationPageTests : PageTest
{
    private const string Why = "How you know that it failed";

    [Fact]
    public async Task Restore_Opened_TellsFactsAndStoryAndLeadsOn()
    {
        Europe.With(A.Box("handbook-restored", id: "box-1"));
        var batch = Guid.NewGuid();
        var restore = A.Operation(OperationKind.Restore, "slug:handbook-restored", OperationState.Succeeded) with
        {
            CorrelationId = "c0ffee",
            BatchId = batch,
            Attempts = 1,
            UpstreamId = "box-1",
            BackupStartedAt = TestClock.Origin.AddDays(-1),
        };
        await OpenWithAsync(restore);
        await Screen.ShowsAsync("Restore a backup: handbook-restored");
        foreach (var fact in new[] { "Ada oid-1", "started 1 Mar 2026, 10:00:00 b1", "Handbook handbook-restored", "Attempts 1", "box-1",
                "c0ffee", restore.Id.ToString(), "Via page" })
            Screen.Text.ShouldContain(fact);
        Href("See the restore's page").ShouldBe($"/zones/europe/restore/b1?operation={restore.Id}");
        Href("See the others").ShouldBe($"/activity?batch={batch}");
        Href("handbook").ShouldBe("/zones/europe/boxes/kb-handbook");
        Href("b1").ShouldBe("/zones/europe/backups/b1");
        Screen.HasButton("Undo").ShouldBeFalse();
        Screen.HasButton("Treat as failed…").ShouldBeFalse();
    }

    [Theory]
    [InlineData("019d0000-0000-7000-8000-000000000000")]
    [InlineData("nonsense")]
    public async Task Unknown_Address_IsAPlainNotice(string id)
    {
        await OpenAsync($"/activity/{id}");
        await Screen.ShowsAsync("There is no such operation");
        Href("See all activity").ShouldBe("/activity");
    }

    [Fact]
    public async Task Foreign_Operation_IsAnsweredAsOneThatIsNotThere()
    {
        SignIn(A.Docs);
        var deletion = Deletion();
        await OpenAsync("/activity");
        await WriteAsync(deletion);
        await GoAsync($"/activity/{deletion.Id}");
        await Screen.ShowsAsync("There is no such operation");
        Screen.Markup.ShouldNotContain("handbook");
    }

    [Fact]
    public async Task FoundInAnOlderDatabase_Released_CanBeUndoneUntilItIsSent()
    {
        await OpenWithAsync(Deletion() with { DueAt = null, Problem = new Problems.DatabaseOlder() });
        await Screen.ShowsAsync("The dashboard's database is older than the last one used here");
        await Screen.ClickAsync("Release");
        await Screen.ShowsAsync("It is released. It can be undone until it is sent.");
        await Screen.UntilAsync(() => Story.Any(line => line.StartsWith("Released by Ada Operator", StringComparison.Ordinal)));
        await Screen.UntilAsync(() => !Screen.HasButton("Release"));
    }

    [Fact]
    public async Task Scheduled_Undone_TellsItAtOnce()
    {
        var deletion = Deletion();
        await OpenWithAsync(deletion);
        await Screen.ShowsAsync("It is sent in 10 minutes; until then it can be undone.");
        Story.ShouldBe(["Requested by Ada 2 Mar 2026, 10:00:00 Nothing is sent during the grace period. Next: 2 Mar 2026, 10:10:00"]);
        await Screen.ClickAsync("Undo");
        await Screen.UntilAsync(() => Story.Count == 2);
        Story[1].ShouldStartWith("Undone by Ada Operator");
        Screen.HasButton("Undo").ShouldBeFalse();
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Scheduled_ForAnAuditor_CanBeSeenOnly()
    {
        SignIn(A.Auditor);
        await OpenWithAsync(Deletion());
        await Screen.UntilAsync(() => Screen.HasButton("Undo"));
        Screen.IsDisabled("Undo").ShouldBeTrue();
        Screen.Reason("Undo").ShouldBe("You do not have the right 'Delete'");
    }

    [Fact]
    public async Task SomebodyElse_Decides_ThePageTellsIt()
    {
        var deletion = Deletion();
        await OpenWithAsync(deletion);
        await Screen.UntilAsync(() => Story.Count == 1);
        await Console.Get<OperationDecisions>().CancelAsync(A.Person("Grace", [A.Operator], []), deletion.Id, RunningConsole.Cancellation);
        await Screen.UntilAsync(() => Story.Count == 2);
        Story[1].ShouldStartWith("Undone by Grace");
    }

    [Fact]
    public async Task InDoubt_Opened_SaysSinceWhenWhyAndWhatTheZoneAnswers()
    {
        await OpenInDoubtAsync();
        await Screen.ShowsAsync("The outcome is unknown since 2 Mar 2026, 10:00:00 . The cloud's answer did not arrive (It took too long)");
        await Screen.ShowsAsync("and cannot be read since 2 Mar 2026, 10:00:00 : No route to host.");
        Screen.Text.ShouldContain("Zone europe was last looked at 2 Mar 2026, 10:00:00");
        Screen.Text.ShouldContain("Nothing is sent twice.");
    }

    [Fact]
    public async Task InDoubt_InAZoneThatLeftTheAccount_SaysThatNobodyLooks()
    {
        await OpenWithAsync(Doubtful() with { Zone = "gone" });
        await Screen.ShowsAsync("Zone gone is not looked at");
    }

    [Fact]
    public async Task InDoubt_TreatedAsFailed_WantsAReasonAndTellsIt()
    {
        var doubtful = await OpenInDoubtAsync();
        await Screen.ClickAsync("Treat as failed…");
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        Screen.IsDisabled("Treat as failed").ShouldBeTrue();
        await Screen.TypeAsync(Why, "  ");
        Screen.IsDisabled("Treat as failed").ShouldBeTrue();
        await Screen.TypeAsync(Why, "Support has looked");
        await Screen.ClickAsync("Treat as failed");
        await Screen.UntilAsync(() => Story.Count == 2);
        Story[1].ShouldBe("Treated as failed by Ada Operator 2 Mar 2026, 10:00:00 Support has looked");
        await Screen.ShowsNotAsync("The outcome is unknown since");
        Console.Journal.Current.Find(doubtful.Id)!.Decision!.By.ObjectId.ShouldBe("oid of Ada Operator");
    }

    [Fact]
    public async Task InDoubt_SettledMeanwhile_TheDialogSaysSo()
    {
        var doubtful = await OpenInDoubtAsync();
        await Screen.ClickAsync("Treat as failed…");
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        await Screen.TypeAsync(Why, "Too late");
        await Console.Journal.TryUpdateAsync(
            doubtful.Id, operation => operation with { State = OperationState.Succeeded, UpstreamId = "b9", EndedAt = TestClock.Origin },
                RunningConsole.Cancellation);
        await Screen.ClickAsync("Treat as failed");
        await Screen.UntilAsync(() => Screen.DialogText.Contains("no longer unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task InDoubt_ForAnAuditor_CanBeSeenOnly()
    {
        SignIn(A.Auditor);
        await OpenInDoubtAsync();
        Screen.IsDisabled("Treat as failed…").ShouldBeTrue();
        Screen.Reason("Treat as failed…").ShouldBe("You do not have the right 'Backup'");
    }

    [Fact]
    public async Task SupportBundle_Copied_HasTheStoryAndTheFacts()
    {
        BrowserAnswers("copy", true);
        var deletion = Deletion();
        await OpenWithAsync(deletion);
        await Screen.UntilAsync(() => Screen.HasButton("Copy the support bundle"));
        await Screen.ClickAsync("Copy the support bundle");
        await Screen.ShowsAsync("It is on the clipboard.");
        var copied = JSInterop.Invocations.Single(call => call.Identifier == "copy").Arguments[0].ShouldBeOfType<string>();
        copied.ShouldContain($"operation {deletion.Id}");
        copied.ShouldContain("2026-03-02T09:00:00.0000000Z Requested by Ada");
        copied.ShouldContain("\"personObjectId\": \"oid-1\"");
    }

    [Fact]
    public async Task ZonesAlert_OfAnOperation_LeadsToItsStory()
    {
        await OpenAsync("/zones/europe");
        var failed = A.Operation(
            state: OperationState.Failed, ended: TestClock.Origin) with
        { Problem = new CloudProblems.NotApplied(OperationKind.Start) };
        await WriteAsync(failed);
        await Screen.ShowsAsync("The cloud did not start a backup.");
        Href("Details of handbook, 2 Mar 2026, 10:00:00").ShouldBe($"/activity/{failed.Id}");
    }

    private IReadOnlyList<string> Story =>
        [.. Screen.All(".story li > div")
            .Select(line => string.Join(' ', line.Descendants<IText>().Select(text => text.Text.Trim()).Where(text => text != "")))];

    private string? Href(string link) => Screen.Link(link).GetAttribute("href");

    private static Operation Deletion() =>
        A.Operation(OperationKind.Delete, OperationTarget.Backup("europe", "b1")) with
        {
            DueAt = TestClock.Origin.AddMinutes(10),
            CorrelationId = new string('a', 32)
        };

    private static Operation Doubtful() =>
        A.Operation(state: OperationState.Unknown) with
        {
            Problem = new CloudProblems.NoAnswer("It took too long."),
            Attempts = 1
        };

    private async Task<Operation> OpenInDoubtAsync()
    {
        Europe.Fail(Ask.Backups, A.Error());
        var doubtful = Doubtful();
        await OpenWithAsync(doubtful);
        await Screen.UntilAsync(() => Screen.HasButton("Treat as failed…"));
        return doubtful;
    }

    /// <summary>As if its link had been followed a moment after it was requested.</summary>
    private async Task OpenWithAsync(Operation operation)
    {
        await OpenAsync("/activity");
        await WriteAsync(operation);
        await GoAsync($"/activity/{operation.Id}");
        await Screen.UntilAsync(() => Screen.Text.Contains("What happened", StringComparison.Ordinal));
    }

    private async Task WriteAsync(Operation operation) =>
        (await Console.Journal.TryAddAsync(operation, RunningConsole.Cancellation)).ShouldBeNull();
}
