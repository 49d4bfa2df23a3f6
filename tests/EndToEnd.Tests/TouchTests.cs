using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>Fingers do not hover.</summary>
public sealed class TouchTests(World world) : ConsoleTest(world)
{
    protected override BrowserNewContextOptions Options => new() { HasTouch = true };

    [Fact]
    public async Task Tap_OnWhatHoveringExplains_TellsIt()
    {
        await SignInAsync(People.Operator, ZonePage.Of(Europe, "docs-handbook"));
        var size = new ZonePage(Page).Rows.First.Locator("[title$='bytes']");
        await Expect(size).ToBeVisibleAsync();
        await size.TapAsync();
        var hint = Page.Locator(".hint");
        await Expect(hint).ToHaveTextAsync((await size.GetAttributeAsync("title"))!);
        await Expect(hint).ToBeInViewportAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(hint).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Tap_OnAControl_DoesWhatItDoesAndTellsNothing()
    {
        await SignInAsync(People.Operator, ZonePage.Of(Europe, "docs-handbook"));
        await ZonePage.Restore(new ZonePage(Page).Rows.First).TapAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Step 1 of 4" })).ToBeVisibleAsync();
        await Expect(Page.Locator(".hint")).ToHaveCountAsync(0);
    }
}
