using System.Text.RegularExpressions;
using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

public sealed class LiveTests(World world) : ConsoleTest(world)
{
    private ZonePage Zone => new(Page);

    [Fact]
    public async Task BackupStartedByAnother_WhileAMenuIsOpen_WaitsAndTheMenuStays()
    {
        var box = await Cloud.SeedBoxAsync(Sydney, backups: 2);
        await SignInAsync(People.Operator, ZonePage.Of(Sydney, box.Slug));
        await Expect(Zone.Rows).ToHaveCountAsync(2);
        var menuItem = Page.GetByRole(AriaRole.Menuitem, new() { Name = "Copy the backup's id" });
        await ZonePage.More(Zone.Rows.Last).ClickAsync();
        await Expect(menuItem).ToBeVisibleAsync();

        await Cloud.SpeedAsync(SandboxCloud.Frozen);
        var backup = await Cloud.StartBackupAsync(Sydney, box);
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "1 new backup, show" })).ToBeVisibleAsync();
        await Expect(Zone.Rows).ToHaveCountAsync(2);
        await Expect(menuItem).ToBeVisibleAsync();

        await Page.Mouse.MoveAsync(1, 1);
        await Expect(Zone.Rows).ToHaveCountAsync(3);
        await Expect(Zone.Rows.First).ToContainTextAsync("In progress");
        await Expect(menuItem).ToBeVisibleAsync();

        await Cloud.FinishAsync(backup);
        await Expect(Zone.Rows.First).ToContainTextAsync("Completed");
        await Expect(menuItem).ToBeVisibleAsync();
    }

    [Fact]
    public async Task BackupStartedByAnother_WhileTheEndOfAPageIsRead_LeavesPageAndScrollAlone()
    {
        await SignInAsync(People.Operator, $"/zones/{Ohio}?sort=Box&order=asc&page=2");
        await Expect(Zone.Rows).ToHaveCountAsync(25);
        await Expect(Zone.Pager).ToContainTextAsync("26–50 of");
        await Zone.Rows.Last.ScrollIntoViewIfNeededAsync();
        var place = await Page.EvaluateAsync<double>("() => window.scrollY");
        place.ShouldBeGreaterThan(0);
        var before = await Zone.Pager.InnerTextAsync();

        await Cloud.SpeedAsync(SandboxCloud.Frozen);
        await Cloud.StartBackupAsync(Ohio, await Cloud.BoxAsync(Ohio, "sales-competitors"));

        await Expect(Zone.Pager).Not.ToHaveTextAsync(before);
        await Expect(Zone.Pager).ToContainTextAsync("26–50 of");
        (await Page.EvaluateAsync<double>("() => window.scrollY")).ShouldBe(place);
    }

    [Fact]
    public async Task OverviewIsOpen_BackupIsStartedAndFinishes_CountsFollow()
    {
        var shell = new Shell(Page);
        await SignInAsync(People.Auditor);
        var card = shell.Card(Sydney);
        await Expect(card).ToContainTextAsync("In progress0");

        await Cloud.SpeedAsync(SandboxCloud.Frozen);
        await Cloud.StartBackupAsync(Sydney, await Cloud.BoxAsync(Sydney, "docs-thai"));
        await Expect(card).ToContainTextAsync("In progress1");
        await Cloud.SpeedAsync(SandboxCloud.Instant);
        await Expect(card).ToContainTextAsync("In progress0");
    }

    [Fact]
    public async Task Filters_AreChosen_AreInTheAddressThatShowsTheSameToOthers()
    {
        await SignInAsync(People.Operator, $"/zones/{Europe}");
        await Zone.Search.FillAsync("legal");
        await Expect(Zone.Rows.Filter(new() { HasNotText = "legal" })).ToHaveCountAsync(0);
        await Zone.State("Completed").ClickAsync();
        await Page.GetByRole(AriaRole.Columnheader, new() { Name = "Size" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Page).ToHaveURLAsync($"/zones/{Europe}?q=legal&state=Completed&sort=Size");
        await Expect(Zone.Pager).ToContainTextAsync(new Regex(@"1–(\d+) of \1"));
        var rows = await Zone.Rows.AllInnerTextsAsync();

        var other = await OpenPageAsync();
        await other.GotoAsync(Page.Url);
        var theirs = new ZonePage(other);
        await Expect(theirs.Rows).ToHaveCountAsync(rows.Count);
        await Expect(theirs.Search).ToHaveValueAsync("legal");
        await Expect(theirs.State("Completed")).ToHaveAttributeAsync("aria-pressed", "true");
        (await theirs.Rows.AllInnerTextsAsync()).Select(Box).ShouldBe(rows.Select(Box));
    }

    [Fact]
    public async Task BackButton_AfterOtherViews_LeadsToTheViewsBefore()
    {
        var shell = new Shell(Page);
        await SignInAsync(People.Operator);
        await shell.GoToZoneAsync(Europe);
        await ZonePage.More(Zone.Rows.First).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Only backups of this box" }).ClickAsync();
        await Expect(Zone.Box).Not.ToHaveValueAsync("");
        var slug = await Zone.Box.InputValueAsync();
        await Expect(Zone.Rows.Filter(new() { HasNotText = slug })).ToHaveCountAsync(0);
        await shell.GoToZoneAsync(Ohio);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = $"Backups in {Ohio}" })).ToBeVisibleAsync();

        await Page.GoBackAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = $"Backups in {Europe}" })).ToBeVisibleAsync();
        await Expect(Zone.Box).ToHaveValueAsync(slug);
        await Expect(Zone.Rows.Filter(new() { HasNotText = slug })).ToHaveCountAsync(0);
        await Page.GoBackAsync();
        await Expect(shell.Overview).ToBeVisibleAsync();
        await Page.GoForwardAsync();
        await Expect(Zone.Box).ToHaveValueAsync(slug);
    }

    /// <summary>A row without its age, which changes meanwhile.</summary>
    private static string Box(string row) => row[..row.IndexOf("Completed", StringComparison.Ordinal)].Trim();
}
