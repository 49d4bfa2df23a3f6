using BackupDashboard.Tests.Shared;
using Bunit;

namespace BackupDashboard.Tests.Backups;

/// <summary>What one looks at lives in the address.</summary>
public sealed class BackupsFiltersTests : PageTest
{
    public BackupsFiltersTests() => Europe
        .With(A.Box("alpha"), A.Box("beta"))
        .With([.. Enumerable.Range(1, 30).Select(day => A.Backup($"a{day}", "alpha", TestClock.Origin.AddDays(-day), size: day * 1000))])
        .With(A.Backup("x1", "beta", TestClock.Origin.AddDays(-40)), A.Running("x2", "beta"));

    [Fact]
    public async Task Search_Typed_FindsAndStandsInTheAddress()
    {
        await OpenRowsAsync("/zones/europe");
        Screen.Text.ShouldContain("1–25 of 32");
        await Screen.TypeAsync("Search title, slug, id or day", "beta");
        await Clock.PassAsync(TimeSpan.FromMilliseconds(300));
        await Screen.ShowsAsync("1–2 of 2");
        Screen.Rows.ShouldAllBe(row => row.Contains("beta"));
        Address.ShouldBe("/zones/europe?q=beta");
    }

    [Fact]
    public async Task Search_FindsNothing_SaysSo()
    {
        await OpenRowsAsync("/zones/europe?q=nothing-like-it", rows: false);
        await Screen.ShowsAsync("No backup matches these filters.");
    }

    [Fact]
    public async Task Box_ThatHadAnotherSlug_IsSaidAndOffered()
    {
        Europe.With(A.Backup("old1", "manual") with { KnowledgeBox = A.Reference(A.Box("manual")) with { Id = "kb-beta" } });
        await OpenRowsAsync("/zones/europe?box=beta");
        Screen.Text.ShouldContain("1–2 of 2");
        Screen.Text.ShouldContain("This knowledge box has also had another slug. Its backups under manual (1) are not shown here.");
        Screen.All("a[href='/zones/europe?box=manual']").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("manual", "beta (2)")]
    [InlineData("alpha", null)]
    public async Task Box_FilteredByAnOlderSlug_LeadsToItsOthers(string slug, string? others)
    {
        Europe.With(A.Backup("old1", "manual") with { KnowledgeBox = A.Reference(A.Box("manual")) with { Id = "kb-beta" } });
        await OpenRowsAsync($"/zones/europe?box={slug}", rows: false);
        await Screen.ShowsAsync(others is null ? "of 30" : $"Its backups under {others} are not shown here.");
        Screen.Text.Contains("also had", StringComparison.Ordinal).ShouldBe(others is not null);
    }

    [Fact]
    public async Task State_Chosen_FiltersAndStandsInTheAddress()
    {
        await OpenRowsAsync("/zones/europe");
        await Screen.ClickAsync("In progress");
        await Screen.ShowsAsync("1–1 of 1");
        Address.ShouldBe("/zones/europe?state=InProgress");
        await Screen.ClickAsync("Completed");
        await Screen.ShowsAsync("1–25 of 32");
        Address.ShouldBe("/zones/europe?state=InProgress,Completed");
        await Screen.ClickAsync("In progress");
        await Screen.ShowsAsync("1–25 of 31");
    }

    [Fact]
    public async Task Day_Chosen_FiltersAndStandsInTheAddress()
    {
        await OpenRowsAsync("/zones/europe");
        await Screen.DoAsync(() => Screen.Field("Started from").ChangeAsync("2026-02-27"));
        await Screen.DoAsync(() => Screen.Field("Started until").ChangeAsync("2026-02-28"));
        await Screen.ShowsAsync("1–2 of 2");
        Address.ShouldBe("/zones/europe?from=2026-02-27&until=2026-02-28");
    }

    [Fact]
    public async Task SharedAddress_Opened_ShowsTheSameView()
    {
        await OpenRowsAsync("/zones/europe?box=alpha&sort=Size&order=asc&page=2&size=10");
        Screen.Text.ShouldContain("11–20 of 30");
        Screen.Rows.Count.ShouldBe(10);
        Screen.Rows[0].ShouldContain("10.7 KB");
        Screen.Value("Knowledge box").ShouldBe("alpha");
        Address.ShouldBe("/zones/europe?box=alpha&sort=Size&order=asc&page=2&size=10");
    }

    [Fact]
    public async Task NextPage_Clicked_ShowsItAndStandsInTheAddress()
    {
        await OpenRowsAsync("/zones/europe");
        await Screen.ClickAsync("Next page");
        await Screen.ShowsAsync("26–32 of 32");
        Address.ShouldBe("/zones/europe?page=2");
    }

    [Fact]
    public async Task PageBeyondTheEnd_Opened_ShowsTheLast()
    {
        await OpenRowsAsync("/zones/europe?page=99");
        await Screen.ShowsAsync("26–32 of 32");
    }

    [Fact]
    public async Task Push_OnTheSecondPage_StaysThere()
    {
        await OpenRowsAsync("/zones/europe?page=2");
        Europe.Finish("x2", TestClock.Origin);
        Europe.With(A.Running("x3", "beta"));
        await Console.PollAsync();
        await Screen.ShowsAsync("26–33 of 33");
        Address.ShouldBe("/zones/europe?page=2");
    }

    [Fact]
    public async Task OnlyThisBox_FromTheMenu_Filters()
    {
        await OpenRowsAsync("/zones/europe?page=2");
        await Screen.ClickAsync($"More about beta of 21 Jan 2026, 10:00:00");
        await Screen.UntilAsync(() => Screen.Options.Contains("Only backups of this box"));
        await Screen.ChooseAsync("Only backups of this box");
        await Screen.ShowsAsync("1–2 of 2");
        Address.ShouldBe("/zones/europe?box=beta");
    }

    [Fact]
    public async Task LinkToAnotherView_Followed_ShowsThatView()
    {
        await OpenRowsAsync("/zones/europe?q=beta");
        await GoAsync("/zones/europe?box=alpha");
        await Screen.ShowsAsync("1–25 of 30");
        Screen.Value("Search title, slug, id or day").ShouldBe("");
    }

    [Fact]
    public async Task OtherZone_Followed_ShowsThatZone()
    {
        Nuclia.AddZone("america").With(A.Backup("u1", "usa"));
        await OpenRowsAsync("/zones/europe?q=beta");
        await GoAsync("/zones/america");
        await Screen.UntilAsync(() => Screen.Rows is [var row] && row.Contains("usa", StringComparison.Ordinal));
        Address.ShouldBe("/zones/america");
        Console.Zone("europe").Subscribers.ShouldBe(0);
    }

    private async Task OpenRowsAsync(string address, bool rows = true)
    {
        await OpenAsync(address);
        await Screen.UntilAsync(() => Screen.HasField("Knowledge box") && (!rows || Screen.Rows.Count > 1));
    }
}
