using BackupDashboard.EndToEnd.Pages;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>A look at the page with axe, once it stands still: no violation, and no exception to that.</summary>
public abstract class AxeTest(World world) : ConsoleTest(world)
{
    private protected ZonePage Zone => new(Page);

    private protected RestorePage Restore => new(Page);

    protected async Task CheckAsync(string what)
    {
        // A message begins to fade whenever its time has come, also while it is being looked at.
        await Expect(Page.Locator(".mud-snackbar")).ToHaveCountAsync(0);

        // A page without its style sheets, or with colours that still fade in, is not what people see.
        // What never ends, like a progress bar, is not waited for.
        // The state is looked at: the event of a page that someone was led to may have come before anyone waits for it.
        await Page.WaitForFunctionAsync("() => document.readyState === 'complete' && document.getAnimations().every(one => " +
            "one.playState !== 'running' || one.effect.getComputedTiming().endTime === Infinity)");
        var found = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        found.Violations.Select(Tell).ShouldBeEmpty(what);
    }

    private static string Tell(AxeResultItem violation) => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(Tell))}";

    private static string Tell(AxeResultNode node) => $"{node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}";
}
