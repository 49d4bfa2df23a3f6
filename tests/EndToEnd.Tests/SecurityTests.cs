using System.Collections.Concurrent;
using System.Net;
using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>What the real program sends to browsers, and what Chromium makes of it.</summary>
public sealed class SecurityTests(World world) : ConsoleTest(world)
{
    private const string Policy = "content-security-policy";
    private readonly ConcurrentQueue<string> _violations = new();

    [Fact]
    public async Task EveryAnswer_OfTheRealProgram_HasOnePolicy()
    {
        AllowsBrowserErrors = true;
        await SignInAsync(People.Operator);
        await Expect(new Shell(Page).Overview).ToBeVisibleAsync();
        var style = await Page.Locator("link[rel=stylesheet][href*=app]").GetAttributeAsync("href");
        var script = await Page.Locator("script[src*='blazor.web']").GetAttributeAsync("src");

        await CheckAsync("/", HttpStatusCode.OK, "no-store");
        await CheckAsync("/nowhere", HttpStatusCode.NotFound, "no-store");
        await CheckAsync("/signed-out", HttpStatusCode.OK, "no-store");
        // Files are kept, but in Development not without asking.
        await CheckAsync($"/{style}", HttpStatusCode.OK, "no-cache");
        await CheckAsync($"/{script}", HttpStatusCode.OK, "no-cache");
        await CheckAsync("/hubs/backups", HttpStatusCode.BadRequest, "no-store");
        await CheckAsync("/activity/export.csv", HttpStatusCode.OK, "no-store");
        await Context.ClearCookiesAsync();
        await CheckAsync("/", HttpStatusCode.Found, "no-store");
        await CheckAsync("/hubs/backups", HttpStatusCode.Unauthorized, "no-store");
        await CheckAsync("/_blazor/negotiate", HttpStatusCode.Unauthorized, "no-store");
        await CheckAsync("/sign-in", HttpStatusCode.Found, "no-store");
        await CheckAsync("/health/live", HttpStatusCode.OK, "no-store");
    }

    [Fact]
    public async Task WholeWay_FromSignInToSignOut_ViolatesNoPolicy()
    {
        await WatchViolationsAsync();
        var (shell, zone, restore) = (new Shell(Page), new ZonePage(Page), new RestorePage(Page));
        var box = await Cloud.SeedBoxAsync(Sydney);
        await SignInAsync(People.Operator);
        await Expect(shell.Card(Sydney)).ToContainTextAsync("Reachable");
        await shell.ChooseThemeAsync("Dark");

        await Page.GotoAsync(ZonePage.Of(Sydney, box.Slug));
        await ZonePage.Delete(zone.Rows.First).ClickAsync();
        await Expect(zone.DialogButton("Delete the backup")).ToBeVisibleAsync();
        await zone.DialogButton("Keep it").ClickAsync();
        await Page.GotoAsync(RestorePage.Of(Sydney, (await Cloud.BackupsAsync(Sydney, box)).Single().Id));
        await restore.ReviewAsync("no-violation");
        await restore.Submit.ClickAsync();
        await Expect(restore.Progress).ToContainTextAsync("resources counted");

        foreach (var page in (string[])["/activity", "/alarms"])
        {
            await Page.GotoAsync(page);
            await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        }

        await shell.SignOutAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        _violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task InlineScript_PutIntoThePage_DoesNotRun()
    {
        AllowsBrowserErrors = true;
        await WatchViolationsAsync();
        await SignInAsync(People.Operator);
        await Expect(new Shell(Page).Overview).ToBeVisibleAsync();
        await Page.EvaluateAsync("""
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.hasRun = true';
              document.body.append(script);
            }
            """);
        (await Page.EvaluateAsync<bool>("() => window.hasRun === true")).ShouldBeFalse();
        _violations.ShouldHaveSingleItem().ShouldStartWith("script-src");
    }

    [Fact]
    public async Task HostileTitle_OnEveryPageThatShowsIt_RunsNothing()
    {
        const string title = "<img src=x onerror='window.hasRun=true'><script>window.hasRun=true</script>\u202Etxt.exe\nsecond line";
        const string shown = "<img src=x onerror='window.hasRun=true'><script>window.hasRun=true</script>txt.exe second line";
        const string slug = "hostile-title";
        var (shell, zone, restore) = (new Shell(Page), new ZonePage(Page), new RestorePage(Page));
        var source = await Cloud.SeedBoxAsync(Sydney);
        await Cloud.RestoreAsync(Sydney, (await Cloud.BackupsAsync(Sydney, source)).Single().Id, slug, title);
        await WatchViolationsAsync();
        await SignInAsync(People.Operator);
        await Expect(shell.Card(Sydney)).ToContainTextAsync("Reachable");
        await CheckNothingRanAsync();

        await Page.GotoAsync(ZonePage.Of(Sydney, slug));
        await Cloud.StartBackupAsync(Sydney, await Cloud.BoxAsync(Sydney, slug));
        await Expect(zone.Row(slug)).ToContainTextAsync(shown);
        await Expect(zone.Row(slug)).ToContainTextAsync("Completed");
        await ZonePage.Delete(zone.Row(slug)).ClickAsync();
        await Expect(zone.Dialog).ToContainTextAsync(shown);
        await CheckNothingRanAsync();
        await zone.DialogButton("Keep it").ClickAsync();
        await ZonePage.Restore(zone.Row(slug)).ClickAsync();
        await Expect(Page.GetByText(shown).First).ToBeVisibleAsync();
        await restore.ReviewAsync("hostile-again");
        await restore.Submit.ClickAsync();
        await Expect(restore.Progress).ToContainTextAsync("resources counted");
        await CheckNothingRanAsync();
        await Page.GotoAsync("/activity");
        await Expect(Page.GetByText("hostile-again").First).ToBeVisibleAsync();
        await CheckNothingRanAsync();
    }

    private async Task CheckNothingRanAsync()
    {
        (await Page.EvaluateAsync<bool>("() => window.hasRun === true || document.querySelector('img[src=x]') !== null")).ShouldBeFalse();
        _violations.ShouldBeEmpty();
    }

    private async Task CheckAsync(string path, HttpStatusCode status, string caching)
    {
        var response = await Context.APIRequest.GetAsync(path, new() { MaxRedirects = 0 });
        ((HttpStatusCode)response.Status).ShouldBe(status, path);
        var headers = response.HeadersArray;
        var policy = headers.Where(header => header.Name.Equals(Policy, StringComparison.OrdinalIgnoreCase))
            .ShouldHaveSingleItem(path).Value;
        policy.Split("; ").Where(directive => !directive.StartsWith("form-action", StringComparison.Ordinal)).ShouldBe(
            [
                "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "connect-src 'self'",
                "object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'",
            ],
            ignoreOrder: true,
            path);
        policy.ShouldMatch(@"form-action 'self' http://localhost:\d+(;|$)", path);
        response.Headers["x-content-type-options"].ShouldBe("nosniff", path);
        response.Headers["cross-origin-opener-policy"].ShouldBe("same-origin", path);
        response.Headers.ShouldNotContainKey("server", path);
        response.Headers["cache-control"].ShouldContain(caching, customMessage: path);
    }

    private async Task WatchViolationsAsync()
    {
        await Context.ExposeFunctionAsync("tellViolation", (string violation) => _violations.Enqueue(violation));
        await Context.AddInitScriptAsync("""
            document.addEventListener('securitypolicyviolation',
              one => window.tellViolation(`${one.effectiveDirective} ${one.blockedURI} at ${one.sourceFile}:${one.lineNumber}`));
            """);
    }
}
