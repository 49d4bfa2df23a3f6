using System.Net;
using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Access;

/// <summary>The provider ends a session by a frame of its own page, which brings no cookie. No one else can.</summary>
public sealed class ProviderSignOutTests : SignInTest
{
    private const string Mateo = "Mateo Quispe";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await App.SignInAsync(Browser, Mateo);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task IssuerAndSession_OfTheProvider_EndTheSession(bool afterARestart)
    {
        var session = (await App.StoredSessionsAsync()).ShouldHaveSingleItem().ProviderSession!;
        if (afterARestart)
            await App.RestartAsync();

        using var frame = new IdentityBrowser();
        await frame.OpenAsync(App.At($"/signout-oidc?iss={Uri.EscapeDataString(Issuer)}&sid={session}"));

        frame.Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        frame.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await App.StoredSessionsAsync()).ShouldBeEmpty();
        await Browser.OpenAsync(App.At("/api/who"));
        Browser.Answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
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
        var known = (await App.StoredSessionsAsync()).ShouldHaveSingleItem().ProviderSession!;
        var (iss, sid) = (
            issuer == "iss" ? Issuer : issuer == "" ? "" : "https://evil.example/",
            session == "sid" ? known : session == "" ? "" : Guid.NewGuid().ToString());
        await Browser.OpenAsync(App.At($"/signout-oidc?iss={Uri.EscapeDataString(iss)}&sid={sid}"));
        await Browser.PostAsync(App.At("/signout-oidc"), [KeyValuePair.Create("iss", iss), KeyValuePair.Create("sid", sid)]);

        await Browser.OpenAsync(App.At("/"));
        Browser.Text.ShouldBe($"home of {Mateo}");
    }

    [Fact]
    public async Task Refreshed_Session_IsStillTheProviders()
    {
        var before = (await App.StoredSessionsAsync()).ShouldHaveSingleItem();
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await Browser.OpenAsync(App.At("/who"));

        var after = (await App.StoredSessionsAsync()).ShouldHaveSingleItem();
        after.ConfirmedAt.ShouldBeGreaterThan(before.ConfirmedAt);
        after.ProviderSession.ShouldBe(before.ProviderSession);
    }

    private string Issuer => $"{App.Identity.Address}{BackupDashboard.Sandbox.Identity.IdentityServer.TenantId}/v2.0";
}
