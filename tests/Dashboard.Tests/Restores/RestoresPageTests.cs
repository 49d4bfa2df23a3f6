using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Restores;

/// <summary>All restores on one page, with how far they are.</summary>
public sealed class RestoresPageTests : PageTest
{
    [Fact]
    public async Task NoRestore_Page_SaysHowOneBegins()
    {
        await OpenAsync("/restores");
        await Screen.ShowsAsync("No restore has been requested yet");
        Screen.HasLink("Choose a knowledge box").ShouldBeTrue();
    }

    [Fact]
    public async Task Restores_ThatAreUnderWay_ComeFirst_AndAreArriving_NotSucceeded()
    {
        Europe.With(A.Box()).With(A.Backup());
        Europe.Counters = Europe.Counters.SetItem("kb-new", new Counters(30, 0, 0, 0));
        await OpenAsync("/restores");
        await WriteAsync("older", TestClock.Origin.AddHours(-2), restore => restore with { ConfirmedAt = TestClock.Origin });
        await WriteAsync("arriving", TestClock.Origin.AddHours(-3), restore => restore);
        await WriteAsync("refused", TestClock.Origin.AddHours(-1), restore => restore with
        {
            State = OperationState.Rejected,
            Problem = new CloudProblems.Refused(OperationKind.Restore, NucliaErrorKind.Refused, "It may not."),
        });
        await Screen.UntilAsync(() => Screen.Rows.Count == 3);
        Screen.Rows.Select(row => row.Split(' ').First(word => word is "arriving" or "refused" or "older"))
            .ShouldBe(["arriving", "refused", "older"]);
        Screen.Row("arriving").ShouldContain("Arriving");
        Screen.Row("arriving").ShouldNotContain("Succeeded");
        Screen.Row("older").ShouldContain("Succeeded");
        Screen.Row("refused").ShouldContain("The cloud refused: It may not.");
        Screen.Text.ShouldContain("1 arriving");
        await Screen.ShowsAsync("Content is arriving in the new knowledge box.");
    }

    [Fact]
    public async Task RestoreOfAnotherTeam_IsNotThere()
    {
        SignIn(A.Docs);
        Europe.With(A.Box()).With(A.Backup());
        await OpenAsync("/restores");
        await WriteAsync("foreign", TestClock.Origin, restore => restore with { ConfirmedAt = TestClock.Origin });
        await Screen.ShowsAsync("No restore has been requested yet");
        Screen.Text.ShouldNotContain("foreign");
    }

    private async Task WriteAsync(string slug, DateTimeOffset requested, Func<Operation, Operation> change)
    {
        var restore = A.Operation(
            OperationKind.Restore, OperationTarget.Slug(slug), OperationState.Succeeded, requested: requested, ended: requested) with
        {
            NewBox = new NewKnowledgeBox(slug, slug, []),
            UpstreamId = "kb-new",
        };
        (await Console.Journal.TryAddAsync(change(restore), _ => null, RunningConsole.Cancellation)).ShouldBeNull();
    }
}
