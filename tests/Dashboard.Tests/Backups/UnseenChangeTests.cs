using BackupDashboard.Backups;
using BackupDashboard.Coverage;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Backups;

/// <summary>A change that a page does not show costs it nothing: no row is drawn anew. One that it shows does.</summary>
public sealed class UnseenChangeTests : PageTest
{
    [Fact]
    public async Task BackupOfAnotherPage_Finished_DrawsNeitherRowsNorFiltersAnew()
    {
        await OpenRowsAsync("/zones/europe?page=2");
        await FinishAsync("alpha");
        var before = Drawings();
        await FinishAsync("beta");
        Drawings().ShouldBe(before);
    }

    [Fact]
    public async Task BackupOfThisPage_Finished_DrawsItsRowAnew_AndNotTheOthers()
    {
        await OpenRowsAsync("/zones/europe");
        await FinishAsync("alpha");
        var before = Screen.Drawings<RowActions>();
        await FinishAsync("beta");
        Screen.Rows.ShouldAllBe(row => row.Contains("Completed", StringComparison.Ordinal));
        Screen.Drawings<RowActions>().ShouldBeInRange(before + 1, before + Screen.Rows.Count - 1);
    }

    [Fact]
    public async Task Ages_WithTheNextChange_AreDrawnAnew()
    {
        await OpenRowsAsync("/zones/europe?page=2");
        await Screen.ShowsAsync("24 days ago");
        Clock.Advance(TimeSpan.FromDays(1));
        await FinishAsync("alpha");
        await Screen.ShowsNotAsync("24 days ago");
    }

    [Fact]
    public async Task MenuOfARow_OpenedAgain_SaysWhatIsTrueThen()
    {
        await OpenRowsAsync("/zones/europe?page=3");
        await Screen.ClickAsync("More about alpha of 1 Jan 2026, 10:00:00");
        await Screen.ShowsAsync("Pin it, to protect it from deletion");
        await Console.Get<Pins>().PinAsync(A.Person(A.Operator), "europe", "a60", "The audit", RunningConsole.Cancellation);
        await Screen.ShowsAsync("pinned");
        await Screen.ClickAsync("More about alpha of 1 Jan 2026, 10:00:00");
        await Screen.ShowsAsync("Unpin it");
    }

    [Fact]
    public async Task BoxOfAnotherPage_BackedUp_DrawsNoRowOfTheBoxesAnew()
    {
        // Of an age that reads the same from the first finish to the second.
        var started = TestClock.Origin.AddHours(-2).AddSeconds(-30);
        var names = Enumerable.Range(10, 20).Select(number => $"box-{number}").ToList();
        Europe.With([A.Box("alpha"), A.Box("beta"), .. names.Select(name => A.Box(name))])
            .With([.. names.Select(name => A.Backup(name, name, started))])
            .With(A.Running("x-alpha", "alpha"), A.Running("x-beta", "beta"));
        await OpenAsync("/boxes?sort=Box&size=10&page=2");
        await Screen.ShowsAsync("2 have no backup");
        await FinishOnBoxesAsync("alpha", "1 has no backup");
        var before = Screen.Drawings<BoxesGrid>() + Screen.Drawings<Pager>();
        await FinishOnBoxesAsync("beta", "All 22 knowledge boxes are within their goal");
        (Screen.Drawings<BoxesGrid>() + Screen.Drawings<Pager>()).ShouldBe(before);
    }

    private async Task OpenRowsAsync(string address)
    {
        Europe.With(A.Box("alpha"), A.Box("beta"))
            .With([.. Enumerable.Range(1, 60).Select(day => A.Backup($"a{day}", "alpha", TestClock.Origin.AddDays(-day)))])
            .With(A.Running("x-alpha", "alpha"), A.Running("x-beta", "beta"));
        await OpenAsync(address);
        await Screen.UntilAsync(() => Screen.Rows.Count > 1);
    }

    private (int Grid, int Filters, int Pager) Drawings() =>
        (Screen.Drawings<BackupsGrid>(), Screen.Drawings<BackupsFilters>(), Screen.Drawings<Pager>());

    private async Task FinishAsync(string box)
    {
        Europe.Finish($"x-{box}", Clock.GetUtcNow());
        await Console.RecordedPollAsync();
        await Screen.ShowsAsync($"The backup of {box} is completed.");
    }

    private async Task FinishOnBoxesAsync(string box, string said)
    {
        Europe.Finish($"x-{box}", Clock.GetUtcNow());
        await Console.RecordedPollAsync();
        await Clock.PassAsync(TimeSpan.FromSeconds(30));
        await Screen.ShowsAsync(said);
    }
}
