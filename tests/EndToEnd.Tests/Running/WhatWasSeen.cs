namespace BackupDashboard.EndToEnd.Running;

/// <summary>What a failed test saw last: no one watches a headless browser.</summary>
internal static class WhatWasSeen
{
    public static async Task TellAsync(IReadOnlyList<IPage> pages, DashboardProcess dashboard)
    {
        if (TestContext.Current.TestState?.Result != TestResult.Failed)
            return;

        var output = TestContext.Current.TestOutputHelper;
        foreach (var page in pages)
        {
            output?.WriteLine($"The page was {page.Url}");
            output?.WriteLine(await page.Locator("body").AriaSnapshotAsync());
        }

        output?.WriteLine($"The dashboard said:\n{string.Join('\n', dashboard.Output.Split('\n').TakeLast(40))}");
    }
}
