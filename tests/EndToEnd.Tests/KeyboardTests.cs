using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

public sealed class KeyboardTests(World world) : ConsoleTest(world)
{
    private ZonePage Zone => new(Page);

    [Fact]
    public async Task DeleteDialog_Escape_KeepsTheBackupAndGivesTheFocusBack()
    {
        await SignInAsync(People.Operator, ZonePage.Of(Europe, "docs-onboarding"));
        await Expect(Zone.Rows).ToHaveCountAsync(6);
        await ZonePage.Delete(Zone.Rows.First).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Zone.Dialog.GetByRole(AriaRole.Textbox, new() { Name = "Type docs-onboarding to confirm" })).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("Escape");

        await Expect(Zone.Dialog).ToBeHiddenAsync();
        await Expect(Zone.Rows).ToHaveCountAsync(6);
        await Expect(ZonePage.Delete(Zone.Rows.First)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task DeleteDialog_SlugAndEnter_DeletesOnce()
    {
        var box = await Cloud.SeedBoxAsync(Sydney);
        await SignInAsync(People.Operator, ZonePage.Of(Sydney, box.Slug));
        await ZonePage.Delete(Zone.Row(box.Slug)).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Zone.Dialog.GetByRole(AriaRole.Textbox, new() { Name = $"Type {box.Slug} to confirm" })).ToBeFocusedAsync();
        await Cloud.ForgetCallsAsync();
        await Page.Keyboard.TypeAsync(box.Slug);
        await Expect(Zone.DialogButton("Delete the backup")).ToBeEnabledAsync();
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Zone.Row(box.Slug)).ToHaveCountAsync(0);
        (await Cloud.CallsAsync(Sydney, "delete")).ShouldBe(1);
    }

    [Fact]
    public async Task StartDialog_KeyboardAlone_StartsTheBackup()
    {
        const string slug = "support-hindi";
        await SignInAsync(People.Operator, ZonePage.Of(Sydney, slug));
        await Expect(Zone.Rows).ToHaveCountAsync(6);
        await Zone.StartButton.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Zone.Dialog.GetByRole(AriaRole.Combobox, new() { Name = "Knowledge box" })).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync(slug);
        await Expect(Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Zone.Dialog).ToContainTextAsync("Last backup of");
        var start = Zone.DialogButton("Start the backup");
        await Expect(start).ToBeEnabledAsync();
        await TabToAsync(start);
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Zone.Dialog).ToBeHiddenAsync();
        await Expect(Zone.Rows).ToHaveCountAsync(7);
    }

    [Fact]
    public async Task SkipLink_FirstTab_LeadsToTheContent()
    {
        await SignInAsync(People.Operator);
        await Expect(new Shell(Page).Overview).ToBeVisibleAsync();
        await Page.ReloadAsync();
        await Expect(new Shell(Page).Overview).ToBeVisibleAsync();
        var skip = Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" });
        await skip.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    private async Task TabToAsync(ILocator target)
    {
        const int mostStops = 10;
        for (var stop = 0; stop < mostStops; stop++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await Page.Keyboard.PressAsync("Tab");
        }

        await Expect(target).ToBeFocusedAsync();
    }
}
