using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>What someone types outlives the page. <c>./test.sh many</c> kills the dashboard meanwhile.</summary>
public sealed class FormTests(World world) : ConsoleTest(world)
{
    private const string Form = "/schedules/new";
    private const string Typed = "Half a name";

    private ILocator Name => Page.GetByLabel("Name", new() { Exact = true });

    private ILocator Back => Page.GetByText("This page was loaded again, and what you had typed is back.");

    [Fact]
    public async Task Typed_IsBackAfterTheReload_UntilItIsDiscarded()
    {
        await OpenAndTypeAsync();
        await Page.ReloadAsync();
        await Expect(Back).ToBeVisibleAsync();
        await Expect(Name).ToHaveValueAsync(Typed);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Discard it" }).ClickAsync();
        await Expect(Name).ToHaveValueAsync("");
        await Page.ReloadAsync();
        await Expect(Name).ToHaveValueAsync("");
        await Expect(Back).ToBeHiddenAsync();
    }

    /// <summary>A message from the browser may have 32 KB.</summary>
    [Fact]
    public async Task Typed_IsLongerThanAMessage_IsBack()
    {
        await OpenAndTypeAsync();
        await Page.EvaluateAsync("""
            () => {
              const [key, text] = Object.entries(sessionStorage).find(([key]) => key.includes("draft"));
              const kept = JSON.parse(text);
              for (let box = 0; box < 600; box++) {
                kept.Draft.Boxes.push({ Zone: "europe-1", KnowledgeBoxId: crypto.randomUUID(), Slug: `box-${box}` });
              }
              sessionStorage.setItem(key, JSON.stringify(kept));
            }
            """);
        await Page.ReloadAsync();
        await Expect(Back).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "What it will do" })).ToContainTextAsync("600 knowledge boxes");
    }

    [Fact]
    public async Task Typed_IsGone_WithLeavingAndWithSigningOut()
    {
        await OpenAndTypeAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Schedules", Exact = true })).ToBeVisibleAsync();
        await Page.WaitForFunctionAsync("() => !Object.keys(sessionStorage).some(key => key.includes('draft'))");

        await Page.GotoAsync(Form);
        await TypeAsync();
        await Page.GotoAsync("/access");
        await new Shell(Page).SignOutAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        await Page.WaitForFunctionAsync("() => sessionStorage.length === 0");
    }

    private async Task OpenAndTypeAsync()
    {
        await SignInAsync(People.Operator, Form);
        await TypeAsync();
    }

    private async Task TypeAsync()
    {
        await Name.FillAsync(Typed);
        await Page.WaitForFunctionAsync("text => Object.values(sessionStorage).some(kept => kept.includes(text))", Typed);
    }
}
