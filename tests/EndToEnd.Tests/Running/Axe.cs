using Deque.AxeCore.Commons;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>A look at a page with axe, once it stands still.</summary>
internal static class Axe
{
    // A theme changes colours and nothing else: the rules of colour are all that a page in the dark one is looked at with, since
    // every page is looked at in the light one with every rule.
    private const string Look = """
        async () => {
            const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
            const found = await axe.run(document, {
                resultTypes: ['violations'],
                ...isDark && { runOnly: ['color-contrast', 'link-in-text-block'] },
            });
            return found.violations.map(violation => `${violation.id}: ${violation.nodes
                .map(node => [node.html, ...node.any.map(check => check.message)].join(' ')).join('; ')}`);
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <returns>What violates a rule, without an exception to any. Nothing should.</returns>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        // A message begins to fade whenever its time has come, also while it is being looked at.
        await Expect(page.Locator(".mud-snackbar")).ToHaveCountAsync(0);

        // A page without its style sheets, or with colours that still fade in, is not what people see.
        // What never ends, like a progress bar, is not waited for.
        // The state is looked at: the event of a page that someone was led to may have come before anyone waits for it.
        await page.WaitForFunctionAsync("() => document.readyState === 'complete' && document.getAnimations().every(one => " +
            "one.playState !== 'running' || one.effect.getComputedTiming().endTime === Infinity)");

        // Axe looks by itself: what wraps it for Playwright brings it along twice for each look and opens a page of its own for the
        // results, for the sake of frames, of which there are none.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Look);
    }
}
