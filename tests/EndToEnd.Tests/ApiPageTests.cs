using System.Collections.Concurrent;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>The API's page, for people who write programs.</summary>
public sealed class ApiPageTests(World world) : ConsoleTest(world)
{
    [Fact]
    public async Task ApiPage_IsOpened_ShowsTheEndpointsAndAsksNobodyElse()
    {
        await SignInAsync(People.Auditor);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();

        var hosts = new ConcurrentDictionary<string, string>();
        Page.Request += (_, request) => hosts.TryAdd(new Uri(request.Url).Authority, request.Url);
        var page = await Page.GotoAsync("/api/docs/");
        (await page!.HeaderValueAsync("content-security-policy"))!.ShouldContain("script-src 'self' 'sha256-");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "BackupDashboard", Exact = true })).ToBeVisibleAsync();
        await Expect(Page.GetByText("Who you are, which teams you belong to and what you are allowed to do.").First).ToBeVisibleAsync();
        hosts.Where(host => host.Key != Address.Authority && host.Value.StartsWith("http", StringComparison.Ordinal))
            .ShouldBeEmpty("Other hosts were asked.");
    }
}
