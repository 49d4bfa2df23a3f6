using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

public sealed class SessionTests(World world) : ConsoleTest(world)
{
    private static readonly string[] Auditor = ["BackupDashboard.Auditor"];

    private ILocator SignedOut => SignedOutOn(Page);

    [Fact]
    public async Task SignOut_InOneTab_LeavesThePagesOfAllTabs()
    {
        await SignInAsync(People.Operator);
        await Expect(new Shell(Page).Overview).ToBeVisibleAsync();
        var another = await OpenPageAsync();
        await another.GotoAsync(ZonePage.Of(Europe, "docs-handbook"));
        await Expect(new ZonePage(another).Rows).ToHaveCountAsync(8);

        await new Shell(Page).SignOutAsync();

        await Expect(SignedOut).ToBeVisibleAsync();
        await Expect(SignedOutOn(another)).ToBeVisibleAsync();
        await another.GotoAsync("/");
        await Expect(new Shell(another).SignInChoice).ToBeVisibleAsync();
    }

    [Fact]
    public async Task RoleTakenAway_DuringACircuit_ButtonsFollowWithoutALoad()
    {
        using var directory = await OpenDirectoryAsync();
        try
        {
            var zone = new ZonePage(Page);
            await SignInAsync(People.Operator, ZonePage.Of(Europe, "docs-handbook"));
            await Expect(zone.StartButton).ToBeEnabledAsync();
            await new Shell(Page).MarkAsync();

            await directory.ChangeAsync(People.Operator, new { roles = Auditor });

            await Expect(zone.StartButton).ToBeDisabledAsync();
            (await new Shell(Page).IsMarkedAsync()).ShouldBeTrue();
        }
        finally
        {
            await directory.ResetAsync();
        }
    }

    [Fact]
    public async Task PersonDismissed_DuringACircuit_IsPutOut()
    {
        using var directory = await OpenDirectoryAsync();
        try
        {
            await SignInAsync(People.Operator);
            await Expect(new Shell(Page).Overview).ToBeVisibleAsync();

            await directory.ChangeAsync(People.Operator, new { disabled = true });

            // The page is reloaded, and no one is signed in any more: the provider decides who may come back.
            await Expect(new Shell(Page).SignInChoice).ToBeVisibleAsync();
        }
        finally
        {
            await directory.ResetAsync();
        }
    }

    [Fact]
    public async Task SignedIn_PagesAroundSignIn_LookBeforeTheySpeak()
    {
        await SignInAsync(People.Operator);
        await Expect(new Shell(Page).Overview).ToBeVisibleAsync();

        await Page.GotoAsync("/sign-in-failed?reason=expired&returnUrl=%2Factivity");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Activity" })).ToBeVisibleAsync();
        await Page.GotoAsync("/signed-out");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed in" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Go to the overview" }).ClickAsync();
        await Expect(new Shell(Page).Overview).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ManyTabs_WaitingAtTheProvider_KeepFewCookiesAndTheLatestSignsIn()
    {
        for (var tab = 0; tab < 8; tab++)
            await (tab == 0 ? Page : await OpenPageAsync()).GotoAsync(tab == 0 ? "/activity" : $"/zones/{Europe}?page={tab}");
        (await Context.CookiesAsync()).Count(cookie => cookie.Name.Contains("Correlation", StringComparison.Ordinal)).ShouldBe(5);

        // The first has lost its cookies meanwhile; once another one has signed in, it leads on anyway.
        var latest = Context.Pages[^1];
        await latest.GetByRole(AriaRole.Button, new() { Name = People.Operator, Exact = true }).ClickAsync();
        await Expect(new ZonePage(latest).StartButton).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = People.Operator, Exact = true }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Activity" })).ToBeVisibleAsync();
    }

    /// <summary>Back to the provider's page, and choosing once more: that sign-in is used up, and its person signed in.</summary>
    [Fact]
    public async Task BackToTheProvider_ChoosingAgain_LeadsOnWithoutAWord()
    {
        await Page.GotoAsync(ZonePage.Of(Europe, "docs-handbook"));
        await Page.GetByRole(AriaRole.Button, new() { Name = People.Operator, Exact = true }).ClickAsync();
        await Expect(new ZonePage(Page).Rows).ToHaveCountAsync(8);
        await Page.GoBackAsync();
        await Expect(new Shell(Page).SignInChoice).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = People.Operator, Exact = true }).ClickAsync();
        await Expect(new ZonePage(Page).Rows).ToHaveCountAsync(8);
    }

    private static ILocator SignedOutOn(IPage page) => page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" });

    private async Task<SandboxDirectory> OpenDirectoryAsync()
    {
        await Page.GotoAsync("/");
        await Expect(new Shell(Page).SignInChoice).ToBeVisibleAsync();
        return new SandboxDirectory(Page.Url);
    }
}
