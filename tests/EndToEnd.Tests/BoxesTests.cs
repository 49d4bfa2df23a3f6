using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>From "is everything backed up?" to a backup of what is not.</summary>
public sealed class BoxesTests(World world) : ConsoleTest(world)
{
    private ZonePage Zone => new(Page);

    /// <summary>Four clicks: the line on the overview, the box, "Back up", "Start".</summary>
    [Fact]
    public async Task BoxWithoutBackup_FromTheOverview_IsBackedUpInFourClicks()
    {
        var box = await Cloud.SeedBoxAsync(Sydney, backups: 0);
        await SignInAsync(People.Operator);
        var attention = Page.GetByRole(AriaRole.Region, new() { Name = "Needs attention" });
        await attention.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "no backup" })
            .GetByRole(AriaRole.Link, new() { Name = "Back up…" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Knowledge boxes" })).ToBeVisibleAsync();
        await Zone.Search.FillAsync(box.Slug);
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {box.Slug} in {Sydney}" }).CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Back up 1 box…" }).ClickAsync();
        await Zone.DialogButton("Start 1 backup").ClickAsync();
        await Expect(Zone.Dialog).ToContainTextAsync("1 of 1 requested.");
        await Expect(Zone.Dialog).ToContainTextAsync("Starting a backup: accepted.");
        (await Cloud.BackupsAsync(Sydney, box)).Count.ShouldBe(1);
    }

    /// <summary>With the keyboard alone: found by the search, judged by another goal, and back.</summary>
    [Fact]
    public async Task Goal_OfABox_IsSetAndRemoved_ByKeyboardAlone()
    {
        var box = await Cloud.SeedBoxAsync(Sydney, backups: 1);
        await SignInAsync(People.Operator);
        await Expect(new Shell(Page).Card(Sydney)).ToContainTextAsync("Reachable");
        await Page.Keyboard.PressAsync("/");
        await Expect(Zone.Dialog.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync(box.Slug);
        await Expect(Zone.Dialog).ToContainTextAsync("knowledge box in");
        await Page.Keyboard.PressAsync("Enter");
        var coverage = Page.GetByRole(AriaRole.Region, new() { Name = "Coverage" });
        await Expect(coverage).ToContainTextAsync("the default of this dashboard");

        var set = Page.GetByRole(AriaRole.Button, new() { Name = "Set a goal…" });

        // The heading of a page that someone comes to takes the focus, and the dialog would give it back to the heading.
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await set.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Zone.Dialog.GetByRole(AriaRole.Combobox, new() { Name = "Kind of goal" })).ToBeFocusedAsync();
        await Zone.Dialog.GetByRole(AriaRole.Spinbutton, new() { Name = "Hours" }).FocusAsync();
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync("300");
        await Expect(Zone.Dialog).ToContainTextAsync("no older than 12 days, 12 hours.");
        await Zone.DialogButton("Set the goal").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Zone.Dialog).ToBeHiddenAsync();
        await Expect(coverage).ToContainTextAsync("set for this box by");
        await Expect(set).ToBeFocusedAsync();

        var remove = Page.GetByRole(AriaRole.Button, new() { Name = "Remove its goal" });
        await remove.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(coverage).ToContainTextAsync("the default of this dashboard");
    }

    [Fact]
    public async Task RowsMenu_ByKeyboardAlone_OpensMovesAndReturnsTheFocus()
    {
        await SignInAsync(People.Operator, ZonePage.Of(Europe, "legal-contracts"));
        var more = ZonePage.More(Zone.Rows.First);
        await more.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        var menu = Page.GetByRole(AriaRole.Menu);
        await Expect(menu).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Item("Only backups of this box")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowUp");
        await Expect(Item("Copy the backup's id")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Home");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(menu).ToBeHiddenAsync();
        await Expect(more).ToBeFocusedAsync();

        // A dialog that a menu opens takes the focus, and gives it back.
        await Page.Keyboard.PressAsync("Enter");
        await Expect(menu).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Zone.Dialog.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Zone.Dialog).ToBeHiddenAsync();
        await Expect(more).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Escape_WithAnOpenList_ClosesTheListAndNotTheDialog()
    {
        await SignInAsync(People.Operator, $"/zones/{Europe}");
        await Zone.StartButton.ClickAsync();
        var box = Zone.Dialog.GetByRole(AriaRole.Combobox, new() { Name = "Knowledge box" });
        await Expect(box).ToBeFocusedAsync();
        await Expect(Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await box.FillAsync("legal");
        await Expect(Page.GetByRole(AriaRole.Option).Filter(new() { HasNotText = "legal" })).ToHaveCountAsync(0);
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await Expect(Zone.Dialog).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Zone.Dialog).ToBeHiddenAsync();
        await Expect(Zone.StartButton).ToBeFocusedAsync();
    }

    /// <summary>Nobody who goes by the keyboard is sent back to the beginning of the page.</summary>
    [Fact]
    public async Task Focus_AtEachStepOfTheWizard_IsOnItsHeading()
    {
        var box = await Cloud.SeedBoxAsync(Sydney);
        await SignInAsync(People.Operator, ZonePage.Of(Sydney, box.Slug));
        await ZonePage.Restore(Zone.Rows.First).ClickAsync();
        var restore = new RestorePage(Page);
        await restore.ToName.ClickAsync();
        await Expect(Heading("Step 2 of 4")).ToBeFocusedAsync();
        await restore.ToReview.ClickAsync();
        await Expect(Heading("Step 3 of 4")).ToBeFocusedAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Back", Exact = true }).ClickAsync();
        await Expect(Heading("Step 2 of 4")).ToBeFocusedAsync();
    }

    /// <summary>Also between a phone and a laptop, where the table is wider than its place.</summary>
    [Fact]
    public async Task RowsActions_AtEveryWidth_AreInReach()
    {
        await SignInAsync(People.Operator, $"/zones/{Europe}");
        await Expect(Zone.Rows.First).ToBeVisibleAsync();
        foreach (var width in new[] { 360, 600, 768, 961, 1024, 1279, 1440 })
        {
            await Page.SetViewportSizeAsync(width, 800);
            var more = (await ZonePage.More(Zone.Rows.First).BoundingBoxAsync())!;
            (more.X + more.Width).ShouldBeLessThanOrEqualTo(width, $"{width} px");
            more.X.ShouldBeGreaterThan(0);
        }
    }

    /// <summary>What there is no room for is left out, instead of half behind the buttons; rows of a laptop are dense.</summary>
    [Theory]
    [InlineData("/boxes")]
    [InlineData("/backups")]
    [InlineData($"/zones/{Europe}")]
    public async Task Columns_AtEveryWidth_AreWholeOrLeftOut(string page)
    {
        await SignInAsync(People.Operator, page);
        var row = Page.Locator(".dense-grid tbody tr").First;
        await Expect(row).ToBeVisibleAsync();
        foreach (var width in new[] { 601, 768, 961, 1024, 1101, 1201, 1280, 1351, 1440, 1501, 1920 })
        {
            await Page.SetViewportSizeAsync(width, 800);
            (await Page.Locator(".dense-grid table").EvaluateAsync<string[]>(
                """
                table => {
                    const heads = [...table.tHead.rows[0].cells].filter(head => head.offsetWidth > 0);
                    const actions = heads.pop().getBoundingClientRect().left;
                    const hidden = heads.filter(head => head.getBoundingClientRect().right > actions + 1);
                    return hidden.map(head => head.innerText);
                }
                """)).ShouldBeEmpty($"{width} px");
            if (width >= 1024)
                (await row.BoundingBoxAsync())!.Height.ShouldBeLessThanOrEqualTo(40, $"{width} px");
        }
    }

    private ILocator Item(string name) => Page.GetByRole(AriaRole.Menuitem, new() { Name = name });

    private ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name });
}
