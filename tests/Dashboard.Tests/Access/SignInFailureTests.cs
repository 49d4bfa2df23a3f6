using System.Net;
using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Access;

public sealed class SignInFailureTests : IDisposable
{
    private readonly IdentityBrowser _browser = new();

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task Person_Cancels_IsToldSo()
    {
        await using var app = await SignInApp.StartAsync();

        await app.SignInAsync(_browser, "Cancel");

        ShouldHaveFailed("cancelled", "/");
    }

    [Fact]
    public async Task Provider_IsDownBefore_IsToldSo()
    {
        await using var app = await SignInApp.StartAsync();
        await app.Identity.DisposeAsync();

        await _browser.OpenAsync(app.At("/who"));

        ShouldHaveFailed("provider-unreachable", "/who");
    }

    [Fact]
    public async Task Provider_GoesDownDuringTheExchange_IsToldSo()
    {
        await using var app = await SignInApp.StartAsync();
        await _browser.OpenAsync(app.At("/who"));
        await _browser.PressAsync("Amara Okafor");
        await app.Identity.DisposeAsync();

        await _browser.SubmitAsync();

        ShouldHaveFailed("provider-unreachable", "/who");
    }

    [Fact]
    public async Task Correlation_IsLost_IsToldSo()
    {
        await using var app = await SignInApp.StartAsync();
        await _browser.OpenAsync(app.At("/who"));
        await _browser.PressAsync("Amara Okafor");
        foreach (Cookie cookie in _browser.Cookies.GetCookies(app.At("/signin-oidc"))) cookie.Expired = true;

        await _browser.SubmitAsync();

        ShouldHaveFailed("expired", "/who");
    }

    [Theory]
    [InlineData("state", "made-up")]
    [InlineData("nothing", "at-all")]
    public async Task Callback_OutOfTheBlue_IsToldSo(string field, string value)
    {
        await using var app = await SignInApp.StartAsync();

        await _browser.PostAsync(app.At("/signin-oidc"), [KeyValuePair.Create("code", "made-up"), KeyValuePair.Create(field, value)]);

        ShouldHaveFailed("expired", null);
        app.Logs.All.ShouldContain("A sign-in came back that was not begun here");
        app.Logs.All.ShouldNotContain("   at ", customMessage: "anybody can bring this about, as often as they like");
        app.Logs.All.ShouldNotContain("\nWarning BackupDashboard");
    }

    [Fact]
    public async Task Secret_IsWrong_IsToldSo()
    {
        await using var app = await SignInApp.StartAsync(secret: "not-the-secret");

        await app.SignInAsync(_browser, "Amara Okafor");

        ShouldHaveFailed("refused", "/");
    }

    [Fact]
    public async Task Issuer_IsAnotherLiteral_IsNotTrusted()
    {
        // The same provider by its number: everything answers, but its tokens say localhost.
        await using var app = await SignInApp.StartAsync(host: "127.0.0.1");

        await app.SignInAsync(_browser, "Amara Okafor");

        ShouldHaveFailed("invalid", "/");
    }

    /// <param name="returnUrl">Where the person wanted to be; null where no one can know.</param>
    private void ShouldHaveFailed(string reason, string? returnUrl)
    {
        _browser.Location.PathAndQuery.ShouldBe(
            $"/sign-in-failed?reason={reason}{(returnUrl is null ? "" : $"&returnUrl={Uri.EscapeDataString(returnUrl)}")}");
        _browser.Text.ShouldBe($"failed: {reason}");
    }
}
