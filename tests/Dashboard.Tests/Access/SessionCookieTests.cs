using System.Net;
using BackupDashboard.Access;
using BackupDashboard.Tests.Sandbox;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Access;

public sealed class SessionCookieTests : IAsyncLifetime
{
    private const string Mateo = "Mateo Quispe";
    private readonly IdentityBrowser _browser = new();
    private SignInApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await SignInApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task RoleRemoved_WithinAMinute_IsGoneFromTheCookieToo()
    {
        await _app.SignInAsync(_browser, Mateo);
        _app.Change(Mateo, one => one with { Roles = ["Team.Search"] });

        _app.Clock.Advance(TimeSpan.FromSeconds(59));
        (await StatusAsync("/operators")).ShouldBe(HttpStatusCode.OK);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await StatusAsync("/operators")).ShouldBe(HttpStatusCode.Forbidden);

        await _browser.OpenAsync(_app.At("/"));
        _browser.Text.ShouldBe($"home of {Mateo}");
    }

    [Fact]
    public async Task RoleGiven_ArrivesWithoutSigningInAgain()
    {
        await _app.SignInAsync(_browser, "Sam Whitlock");
        (await StatusAsync("/operators")).ShouldBe(HttpStatusCode.Forbidden);
        _app.Change("Sam Whitlock", one => one with { Roles = ["BackupDashboard.Operator"] });
        _app.Clock.Advance(TimeSpan.FromMinutes(1));

        (await StatusAsync("/operators")).ShouldBe(HttpStatusCode.OK);
        _browser.Answer.Headers.Contains("Set-Cookie").ShouldBeTrue();
        (await StatusAsync("/operators")).ShouldBe(HttpStatusCode.OK);
        _app.Traffic.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task PersonDisabled_AfterAMinute_CookieIsTakenAway()
    {
        await _app.SignInAsync(_browser, Mateo);
        _app.Change(Mateo, one => one with { Disabled = true });
        _app.Clock.Advance(TimeSpan.FromMinutes(1));

        (await StatusAsync("/api/zones")).ShouldBe(HttpStatusCode.Unauthorized);

        Cookie().ShouldBeNull();
    }

    [Fact]
    public async Task SignOut_CookieThatSomebodyKept_IsOfNoUse()
    {
        await _app.SignInAsync(_browser, Mateo);
        using var another = new IdentityBrowser();
        await _app.SignInAsync(another, Mateo);
        var kept = Cookie()!.Value;

        await _app.SignOutAsync(_browser);

        _browser.Location.ShouldBe(_app.At("/signed-out"));
        Cookie().ShouldBeNull();
        (await ReplayAsync(kept, "/api/zones")).ShouldBe(HttpStatusCode.Unauthorized);
        (await ReplayAsync(kept, "/_blazor/negotiate")).ShouldBe(HttpStatusCode.Unauthorized);
        (await ReplayAsync(kept, "/")).ShouldBe(HttpStatusCode.Redirect);
        await another.OpenAsync(_app.At("/"));
        another.Text.ShouldBe($"home of {Mateo}");
        (await _app.StoredSessionsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task SignedInAgain_EarlierSessionOfThisBrowser_IsOver()
    {
        var earlier = await _app.PersonAsync(_browser, Mateo);

        await _app.SignInAsync(_browser, "Amara Okafor", "/sign-in");

        _browser.Text.ShouldBe("home of Amara Okafor");
        (await _app.Sessions.KnownAsync(earlier, TestContext.Current.CancellationToken)).ShouldBeOfType<Confirmation.Ended>();
        (await _app.StoredSessionsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task SignOut_ProviderFails_SessionIsOverAllTheSame()
    {
        await _app.SignInAsync(_browser, Mateo);
        await _app.Identity.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(_app.SignOutAsync(_browser));

        (await _app.StoredSessionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ProviderDown_PagesGoOnFor15Minutes()
    {
        await _app.SignInAsync(_browser, Mateo);
        _app.Identity.Register.TokensFail = true;

        _app.Clock.Advance(TimeSpan.FromMinutes(14));
        (await StatusAsync("/api/operators")).ShouldBe(HttpStatusCode.OK);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await StatusAsync("/api/operators")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Cookie_WithoutASession_IsRefused()
    {
        await _browser.OpenAsync(_app.At("/enter-without-session"));

        (await StatusAsync("/api/zones")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Cookie_HoldsTheSessionAndNoToken()
    {
        await _app.SignInAsync(_browser, Mateo);

        var format = _app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat;
        var ticket = format.Unprotect(Cookie()!.Value).ShouldNotBeNull();

        ticket.Principal.Claims.Select(claim => claim.Type).Distinct().Order()
            .ShouldBe(["backup-dashboard:session", "name", "oid", "preferred_username", "roles", "sub", "tid"]);
        ticket.Properties.Items.Keys.ShouldBe([".AuthScheme", ".issued", ".expires", "OpenIdConnect.Code.RedirectUri"], ignoreOrder: true);
    }

    [Fact]
    public async Task RoleChanged_PageThatWasOpen_CanStillSignOut()
    {
        await _app.SignInAsync(_browser, Mateo);
        await _browser.OpenAsync(_app.At("/token"));
        var token = _browser.Text;
        _app.Change(Mateo, one => one with { Roles = ["Team.Search"] });
        _app.Clock.Advance(TimeSpan.FromMinutes(1));

        await _browser.PostAsync(_app.At("/sign-out"), [KeyValuePair.Create("__RequestVerificationToken", token)]);

        _browser.Location.ShouldBe(_app.At("/signed-out"));
    }

    private Cookie? Cookie() => _browser.Cookies.GetCookies(_app.Address)["BackupDashboard"];

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        await _browser.OpenAsync(_app.At(path));
        return _browser.Answer.StatusCode;
    }

    private async Task<HttpStatusCode> ReplayAsync(string cookie, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, _app.At(path));
        request.Headers.Add("Cookie", $"BackupDashboard={cookie}");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
