using System.Net;
using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Access;

/// <summary>The provider ends a session by a frame of its own page, which brings no cookie. Nobody else can.</summary>
public sealed class ProviderSignOutTests : IAsyncLifetime
{
    private const string Mateo = "Mateo Quispe";
    private readonly IdentityBrowser _browser = new();
    private SignInApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await SignInApp.StartAsync();
        await _app.SignInAsync(_browser, Mateo);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task IssuerAndSession_OfTheProvider_EndTheSession(bool afterARestart)
    {
        var session = (await _app.StoredSessionsAsync()).ShouldHaveSingleItem().ProviderSession!;
        if (afterARestart)
            await _app.RestartAsync();

        using var frame = new IdentityBrowser();
        await frame.OpenAsync(_app.At($"/signout-oidc?iss={Uri.EscapeDataString(Issuer)}&sid={session}"));

        frame.Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        frame.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await _app.StoredSessionsAsync()).ShouldBeEmpty();
        await _browser.OpenAsync(_app.At("/api/who"));
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>With the cookie: a link on any page leads here as well.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("iss", "")]
    [InlineData("", "sid")]
    [InlineData("another", "sid")]
    [InlineData("iss", "another")]
    public async Task AnythingElse_SignsNobodyOut(string issuer, string session)
    {
        var known = (await _app.StoredSessionsAsync()).ShouldHaveSingleItem().ProviderSession!;
        var (iss, sid) = (
            issuer == "iss" ? Issuer : issuer == "" ? "" : "https://evil.example/",
            session == "sid" ? known : session == "" ? "" : Guid.NewGuid().ToString());
        await _browser.OpenAsync(_app.At($"/signout-oidc?iss={Uri.EscapeDataString(iss)}&sid={sid}"));
        await _browser.PostAsync(_app.At("/signout-oidc"), [KeyValuePair.Create("iss", iss), KeyValuePair.Create("sid", sid)]);

        await _browser.OpenAsync(_app.At("/"));
        _browser.Text.ShouldBe($"home of {Mateo}");
    }

    [Fact]
    public async Task Refreshed_Session_IsStillTheProviders()
    {
        var before = (await _app.StoredSessionsAsync()).ShouldHaveSingleItem();
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _browser.OpenAsync(_app.At("/who"));

        var after = (await _app.StoredSessionsAsync()).ShouldHaveSingleItem();
        after.ConfirmedAt.ShouldBeGreaterThan(before.ConfirmedAt);
        after.ProviderSession.ShouldBe(before.ProviderSession);
    }

    private string Issuer => $"{_app.Identity.Address}{BackupDashboard.Sandbox.Identity.IdentityServer.TenantId}/v2.0";
}
