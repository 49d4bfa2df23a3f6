using System.Net;
using BackupDashboard.Access;
using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Access;

/// <summary>Many tabs that go to the provider at the same time.</summary>
public sealed class WaitingSignInsTests : IDisposable
{
    private readonly IdentityBrowser _browser = new();

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task ManyTabs_WaitingAtTheProvider_KeepFewCookiesAndTheLatestCanSignIn()
    {
        await using var app = await SignInApp.StartAsync();
        for (var tab = 0; tab < 3 * WaitingSignIns.Most; tab++)
            await _browser.OpenAsync(app.At($"/who?tab={tab}"));

        var waiting = _browser.Cookies.GetCookies(app.Address).Select(cookie => cookie.ToString()).ToList();
        waiting.Count.ShouldBe(2 * WaitingSignIns.Most);
        waiting.Sum(cookie => cookie.Length).ShouldBeLessThan(4_096, "what README says a proxy must allow");

        await _browser.PressAsync("Amara Okafor");
        await _browser.SubmitAsync();
        _browser.Location.PathAndQuery.ShouldBe($"/who?tab={3 * WaitingSignIns.Most - 1}");
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
