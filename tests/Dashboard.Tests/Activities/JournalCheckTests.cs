using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Activities;

/// <summary>The audit, for people without a command line.</summary>
[StorageSuite]
public sealed class JournalCheckTests : PageTest
{
    private const string Noted = "A head that was noted (optional)";
    private const string Verify = "Verify the journal";

    public JournalCheckTests() => SignIn(A.Auditor);

    [Fact]
    public async Task Untouched_Verified_IsIntactAndItsHeadCanBeCopied()
    {
        BrowserAnswers("copy", true);
        await OpenWithTwoAsync();
        await Screen.ClickAsync(Verify);
        await Screen.ShowsAsync("The journal is intact: 2 events.");
        var head = await Console.Get<JournalAudit>().HeadAsync(RunningConsole.Cancellation);
        Screen.Text.ShouldContain($"Its head is {head}");
        await Screen.ClickAsync("Copy the head");
        await Screen.ShowsAsync("It is on the clipboard.");
        JSInterop.Invocations.Single(call => call.Identifier == "copy").Arguments[0].ShouldBe(head!.ToString());
    }

    [Fact]
    public async Task Head_ThatIsTypedAfterwards_HasNoVerdict()
    {
        await OpenWithTwoAsync();
        await Screen.ClickAsync(Verify);
        await Screen.ShowsAsync("The journal is intact: 2 events.");
        await Screen.TypeAsync(Noted, "7:");
        await Screen.ShowsNotAsync("The journal is intact");
    }

    [Fact]
    public async Task ChangedPastTheJournal_Verified_SaysWhereAsAnError()
    {
        await OpenWithTwoAsync();
        Console.Storage.UnguardHistory();
        Console.Storage.Execute(
            "UPDATE \"JournalEvents\" SET \"Content\" = replace(\"Content\", 'Ada', 'Eve') WHERE \"Sequence\" = 2");
        await Screen.ClickAsync(Verify);
        await Screen.ShowsAsync("The journal is not intact. Event 2 ");
        Screen.Alerts.ShouldContain(alert => alert.Contains("Events before that fit: 1."));
    }

    [Fact]
    public async Task HeadThatWasNoted_Verified_MustBePartOfIt()
    {
        await OpenWithTwoAsync();
        await Screen.TypeAsync(Noted, $" 7:{new string('a', 64)} ");
        await Screen.ClickAsync(Verify);
        await Screen.ShowsAsync("its end has been cut off");

        var head = await Console.Get<JournalAudit>().HeadAsync(RunningConsole.Cancellation);
        await Screen.TypeAsync(Noted, head!.ToString());
        await Screen.ClickAsync(Verify);
        await Screen.ShowsAsync("The journal is intact: 2 events.");
    }

    [Fact]
    public async Task TextThatIsNoHead_Verified_IsSaidBeforeAnythingIsRead()
    {
        await OpenWithTwoAsync();
        await Screen.TypeAsync(Noted, "seven");
        await Screen.ClickAsync(Verify);
        await Screen.ShowsAsync("This is no head of a journal");
        Screen.Text.ShouldNotContain("The journal is intact");
    }

    [Fact]
    public async Task DatabaseThatCanNotBeRead_Verified_IsSaidWithoutLosingThePage()
    {
        Console.Log.ErrorsAreExpected = true;
        await OpenWithTwoAsync();
        Console.Storage.Execute("DROP TABLE \"JournalEvents\"");
        await Screen.ClickAsync(Verify);
        await Screen.ShowsAsync("so it is not verified");
        Screen.Rows.Count.ShouldBe(2);
        await Console.Log.ErrorAsync("The journal could not be verified");
    }

    [Fact]
    public async Task NothingYet_Verified_IsIntact()
    {
        await OpenAsync("/activity");
        await Screen.UntilAsync(() => Screen.HasButton(Verify));
        await Screen.ClickAsync(Verify);
        await Screen.ShowsAsync("The journal is intact: 0 events.");
        Screen.HasButton("Copy the head").ShouldBeFalse();
    }

    private async Task OpenWithTwoAsync()
    {
        await OpenAsync("/activity");
        foreach (var target in new[] { "a", "b" })
            await Console.Journal.TryAddAsync(A.Operation(target: target, state: OperationState.Succeeded), RunningConsole.Cancellation);
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
    }
}
