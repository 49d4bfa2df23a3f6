using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>The API's page, for people who write programs.</summary>
public sealed partial class ApiPageTests(World world) : ConsoleTest(world)
{
    [Fact]
    public async Task ApiPage_IsOpened_ShowsTheEndpointsAndAsksNobodyElse()
    {
        await SignInAsync(People.Auditor);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();

        var hosts = new ConcurrentDictionary<string, string>();
        Page.Request += (_, request) => hosts.TryAdd(new Uri(request.Url).Authority, request.Url);
        await Page.RouteAsync(address => new Uri(address).AbsolutePath == "/api/docs/", WithStrictPolicyAsync);
        await Page.GotoAsync("/api/docs/");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "BackupDashboard", Exact = true })).ToBeVisibleAsync();
        await Expect(Page.GetByText("Starts a backup of a knowledge box.").First).ToBeVisibleAsync();
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        hosts.Where(host => host.Key != Address.Authority && !host.Value.StartsWith("blob:", StringComparison.Ordinal) && !host.Value.StartsWith("data:", StringComparison.Ordinal))
            .ShouldBeEmpty("Other hosts were asked.");
        if (Environment.GetEnvironmentVariable("SHOT") is { Length: > 0 } shot) await Page.ScreenshotAsync(new() { Path = shot });
    }

    private static async Task WithStrictPolicyAsync(IRoute route)
    {
        var response = await route.FetchAsync();
        var body = await response.TextAsync();
        var hashes = Inline().Matches(body).Select(script => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.Groups[1].Value)))}'");
        var headers = new Dictionary<string, string>(response.Headers)
        {
            ["content-security-policy"] = $"default-src 'self'; script-src 'self' {string.Join(' ', hashes)}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                + "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'",
        };
        await route.FulfillAsync(new() { Response = response, Headers = headers });
    }

    [GeneratedRegex("<script(?![^>]*\\bsrc=)[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Inline();
}
