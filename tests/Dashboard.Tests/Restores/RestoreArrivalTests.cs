using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Restores;
using BackupDashboard.Tests.Shared;
using static BackupDashboard.Tests.Restores.Restored;

namespace BackupDashboard.Tests.Restores;

/// <summary>The page of a restore, in every state that it can be in.</summary>
[StorageSuite]
public sealed class RestoreArrivalTests : RestorePageTest
{
    private const string Declare = "Declare it complete";
    private static readonly Guid Id = new("01920000-0000-7000-8000-000000000001");

    [Fact]
    public async Task Measured_Page_ShowsABarThePaceAndTheTimeLeft()
    {
        await OpenRestoreAsync(Seen(Exact, (-20, Empty), (-10, Partly)), Partly);
        await Screen.ShowsAsync("50 % of what the backup held: 1,000 resources (exact), about 4,000 paragraphs.");
        var bar = Screen.All("[role=progressbar]").ShouldHaveSingleItem();
        bar.GetAttribute("aria-label").ShouldBe("Content that has arrived");
        bar.GetAttribute("aria-valuenow").ShouldBe("50");
        Screen.Text.ShouldContain("500 resources counted, with about 2,000 paragraphs");
        await Screen.ShowsAsync("1,500 resources per minute, less than a minute left");
        Screen.HasButton(Declare).ShouldBeFalse();
    }

    [Fact]
    public async Task Complete_Page_SaysSoWithTheProof()
    {
        await OpenRestoreAsync(SeenAgain(Exact, All, 4), All, Confirmed);
        await Screen.ShowsAsync("The content is complete in the new knowledge box");
        Screen.Text.ShouldContain("Counted 1,000 of 1,000 resources, unchanged in 3 looks.");
        Screen.Text.ShouldContain("100 % of what the backup held");
        Screen.Text.ShouldNotContain("You may close this page");
        Screen.All("[role=alert]").ShouldBeEmpty();
        Europe.Calls(Ask.Counters).ShouldBe(0);
    }

    [Fact]
    public async Task StillEmpty_Page_WarnsAndSaysWhatToDo()
    {
        await OpenRestoreAsync(Seen(Exact, (-400, Empty), (-10, Empty)), Empty);
        await Screen.ShowsAsync("Nothing has arrived in the new knowledge box");
        Screen.Alerts.ShouldHaveSingleItem().ShouldStartWith("Still empty. Open the new box in Nuclia");
        Screen.Text.ShouldContain("0 % of what the backup held");
    }

    [Fact]
    public async Task BackupDeletedWhileItWasRead_Page_SaysWhatItMeansAndWhatToDo()
    {
        await OpenRestoreAsync(Seen(Exact, (-30, Empty), (-10, Partly)) with { SourceGoneAt = TestClock.Origin.AddSeconds(-10) }, Partly);
        await Screen.ShowsAsync("The backup was deleted before all of it was seen to arrive");
        Screen.Text.ShouldNotContain("resources per minute");
        Screen.Text.ShouldNotContain("the restore continues");
        Screen.Alerts.ShouldHaveSingleItem().ShouldBe(
            "Its backup is gone. The backup was deleted while this restore was reading from it, and not by this dashboard. What had not "
                + "been read by then is lost, "
            + "so the new box stays partial, and the cloud does not report it. If there is another backup of handbook, restore that one "
                + "under another slug. "
            + "If there is none, start a new backup of the original while it exists, and keep what has arrived.");
        Screen.HasButton(Declare).ShouldBeTrue();
    }

    [Fact]
    public async Task Partial_Page_IsNotCalledComplete()
    {
        await OpenRestoreAsync(
            Seen(Exact, (-700, Empty), (-600, Partly)) with
            {
                SourceGoneAt = TestClock.Origin.AddSeconds(-600),
                State = RestoreState.Partial
            }, Partly, Confirmed);
        await Screen.ShowsAsync("The new knowledge box is partial: its backup was deleted");
        Screen.Alerts.ShouldHaveSingleItem().ShouldStartWith("Partial. The backup was deleted while this restore was reading from it");
        Screen.Text.ShouldNotContain("complete in the new");
    }

    [Fact]
    public async Task Stalled_DeclaredComplete_NeedsAReasonAndIsToldToEverybody()
    {
        await OpenRestoreAsync(Seen(Exact, (-700, Partly), (-60, Partly)), Partly);
        await Screen.ShowsAsync("Content has stopped arriving in the new knowledge box");
        Screen.Alerts.ShouldHaveSingleItem().ShouldStartWith("Stalled. Resources are missing, and their number has not moved since");
        await Screen.ClickAsync(Declare);
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        Screen.DialogText.ShouldContain("The dashboard has no proof of it.");
        Screen.IsDisabled("Declare complete").ShouldBeTrue();

        await Screen.TypeAsync("Why it is complete", "I compared it.");
        await Screen.DoubleClickAsync("Declare complete");
        await Screen.ShowsAsync("Ada Operator declared it complete on");
        await Screen.ShowsAsync(": I compared it.");
        Screen.HasButton(Declare).ShouldBeFalse();
        Console.Journal.Current.Find(Id)!.ConfirmedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task DeclaredByAnotherMeanwhile_Dialog_SaysSo()
    {
        await OpenRestoreAsync(Seen(Exact, (-700, Partly), (-60, Partly)), Partly);
        await Screen.ClickAsync(Declare);
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        await Screen.TypeAsync("Why it is complete", "I compared it.");
        await Console.Journal.TryUpdateAsync(Id, Confirmed, RunningConsole.Cancellation);
        await Screen.ClickAsync("Declare complete");
        await Screen.UntilAsync(() => Screen.Alerts.Count > 0);
        Screen.Dialog.ShouldNotBeNull();
    }

    [Fact]
    public async Task Auditor_Page_MayLookAndNotDeclare()
    {
        SignIn(A.Auditor);
        await OpenRestoreAsync(Seen(Exact, (-700, Partly), (-60, Partly)), Partly);
        await Screen.ShowsAsync("Content has stopped arriving");
        Screen.IsDisabled(Declare).ShouldBeTrue();
        Screen.Reason(Declare).ShouldBe("You do not have the right 'Restore'");
    }

    [Fact]
    public async Task Gone_Page_SaysSo()
    {
        var gone = Seen(Exact, (0, Partly)).AfterVanishing(TestClock.Origin, A.Error(NucliaErrorKind.NotFound));
        Europe.Fail(Ask.Counters, A.Error(NucliaErrorKind.NotFound));
        await OpenRestoreAsync(gone, Partly, Confirmed);
        await Screen.ShowsAsync("The new knowledge box is gone");
        Screen.Alerts.ShouldHaveSingleItem().ShouldStartWith("It was deleted in the cloud");
    }

    [Fact]
    public async Task NotCounted_Page_ShowsACountAndNoPercentage()
    {
        await OpenRestoreAsync(Seen(null, (-4, Partly)), Partly);
        await Screen.ShowsAsync("there is a count here and no percentage");
        Screen.All("[role=progressbar]").ShouldBeEmpty();
        Screen.HasButton(Declare).ShouldBeTrue();
    }

    [Fact]
    public async Task NotCountedAndQuiet_Page_SaysThatThereIsNothingToCompareWith()
    {
        await OpenRestoreAsync(Seen(null, (-600, Partly), (-1, Partly)), Partly, Confirmed);
        await Screen.ShowsAsync("The restore looks complete: nothing more is arriving");
        Screen.Text.ShouldContain("there is nothing to compare with, and this is no proof");
        Screen.HasButton(Declare).ShouldBeFalse();
    }

    [Fact]
    public async Task MoreThanTheBackupHeld_Page_SaysThatSomeoneWorksThereAndLetsItBeDeclared()
    {
        await OpenRestoreAsync(Seen(Exact, (-20, Partly), (-10, More)), More);
        await Screen.ShowsAsync("The new knowledge box holds more than the backup did");
        Screen.Text.ShouldContain("Someone is already working in the new box");
        Screen.HasButton(Declare).ShouldBeTrue();
    }

    [Fact]
    public async Task NumberThatFalls_Page_CallsItOddAndShowsNoRate()
    {
        await OpenRestoreAsync(Seen(Exact, (-20, Partly), (-10, Partly with { Resources = 400 })), Partly with { Resources = 400 });
        await Screen.ShowsAsync("The number of resources has fallen: 500 were counted earlier.");
        Screen.Text.ShouldNotContain("resources per minute");
    }

    [Fact]
    public async Task NotYetCounted_Page_GivesTheReasonWithoutAnAlarm()
    {
        Europe.Fail(Ask.Counters, A.Error(NucliaErrorKind.NotFound));
        await OpenRestoreAsync(New(), Empty);
        await Screen.ShowsAsync("The cloud often needs a moment for this after it has accepted a restore.");
        Screen.Alerts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Opened_Page_IsLookedAtOnceMore()
    {
        await OpenRestoreAsync(Seen(null, (-7200, Partly), (-3600, Partly)), All, Confirmed);
        await Screen.ShowsAsync("1,000 resources counted");
        Europe.Calls(Ask.Counters).ShouldBe(1);
    }

    [Fact]
    public async Task EndedLongAgo_Page_IsReadFromTheDatabase()
    {
        await OpenRestoreAsync(SeenAgain(Exact, All, 4), All, Confirmed, async () =>
        {
            foreach (var number in Enumerable.Range(0, JournalSnapshot.MaximumEnded + 200))
                await Console.Journal.TryAddAsync(
                    A.Operation(target: $"box:{number}", state: OperationState.Failed, ended: TestClock.Origin.AddMinutes(number + 1)),
                    RunningConsole.Cancellation);
            Console.Journal.Current.Find(Id).ShouldBeNull();
        });
        await Screen.ShowsAsync("The content is complete in the new knowledge box");
        Screen.Text.ShouldContain("New box Handbook handbook-restored");
    }

    [Theory]
    [InlineData(true, "The details are on the clipboard.")]
    [InlineData(false, "The browser does not allow it.")]
    public async Task Details_Copied_NameEverythingThatSupportAsksFor(bool allowed, string answer)
    {
        BrowserAnswers("copy", allowed);
        await OpenRestoreAsync(SeenAgain(Exact, All, 4), All, Confirmed);
        await Screen.ClickAsync("Copy the details");
        await Screen.ShowsAsync(answer);
        var details = RestoreSupport.Text(Console.Journal.Current.Find(Id)!, Console.Get<RestoreStore>().Current.Find(Id)!);
        foreach (var part in new[]
        {
            "Zone: europe", "Backup: b1", "Id of the new box: box-1", $"Operation: {Id}",
            "Correlation id: 4bf92f3577b34da6a3ce929d0e0e4736",
            "Accepted: 2026-03-02 09:00:00 UTC", "State: ContentComplete", "Counted: 1000 resources", "Complete: 2026-03-02 09:00:08 UTC",
        })
        {
            details.ShouldContain(part);
            Screen.Text.ShouldContain(part.Replace(": ", " ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Wizard_BackupThatWasCounted_ShowsWhatItHolds()
    {
        await OpenWizardAsync();
        await Screen.ShowsAsync("Content not counted when the backup was made");
        await PutFingerprintAsync();
        await Screen.ShowsAsync("Content 1,000 resources (exact), about 4,000 paragraphs");
        await Screen.ClickAsync(ToName);
        await Screen.UntilAsync(() => Screen.HasField("Slug") && !Screen.IsDisabled(ToReview));
        await Screen.ClickAsync(ToReview);
        await Screen.ShowsAsync("Holding 1,000 resources (exact), about 4,000 paragraphs");
    }

    private static Operation Confirmed(Operation operation) => operation with { ConfirmedAt = TestClock.Origin };

    /// <summary>A restore that was accepted long before the page is opened, and what was recorded of it.</summary>
    private async Task OpenRestoreAsync(
        RestoreProgress seen, Counters now, Func<Operation, Operation>? change = null, Func<Task>? before = null)
    {
        Europe.With(A.Box("handbook-restored", id: "box-1"));
        Europe.Counters = Europe.Counters.SetItem("box-1", now);
        await OpenAsync("/");
        await Console.Get<RestoreStore>().SaveAsync(seen with { OperationId = Id });
        var restore = A.Operation(
            OperationKind.Restore, "slug:handbook-restored", OperationState.Succeeded, Id, ended: TestClock.Origin) with
        {
            NewBox = new NewKnowledgeBox("handbook-restored", "Handbook", []),
            UpstreamId = "box-1",
            CorrelationId = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        await Console.Journal.TryAddAsync(change?.Invoke(restore) ?? restore, RunningConsole.Cancellation);
        if (before is not null)
            await before();
        await GoAsync($"/zones/europe/restore/b1?operation={Id}");
        await Screen.ShowsAsync("Details for support");
    }

    private Task PutFingerprintAsync() => Console.Get<FingerprintStore>().PutAsync("europe", "b1", _ => A.Fingerprint(All));
}
