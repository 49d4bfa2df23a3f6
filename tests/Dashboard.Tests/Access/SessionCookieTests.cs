using System.Net;
using BackupDashboard.Access;
using BackupDashboard.Tests.Sandbox;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Access;

public sealed class SessionCookieTests : SignInTest
{
    private const string Mateo = "Mateo Quispe";

    [Fact]
    public async Task RoleRemoved_WithinAMinute_IsGoneFromTheCookieToo()
    {
        await App.SignInAsync(Browser, Mateo);
        App.Change(Mateo, one => one with { Roles = ["Team.Search"] });

        App.Clock.Advance(TimeSpan.FromSeconds(59));
        (await StatusAsync("/operators")).ShouldBe(HttpStatusCode.OK);
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        (await StatusAsync("/operators")).ShouldBe(HttpStatusCode.Forbidden);

        await Browser.OpenAsync(App.At("/"));
        Browser.Text.ShouldBe($"home of {Mateo}");
    }

    [Fact]
    public async Task RoleGiven_ArrivesWithoutSigningInAgain()
    {
        await App.SignInAsync(Browser, "Sam Whitlock");
        (await StatusAsync("/operators")).ShouldBe(HttpStatusCode.Forbidden);
        App.Change("Sam Whitlock", one => one with { Roles = ["BackupDashboard.Operator"] });
        App.Clock.Advance(TimeSpan.FromMinutes(1));

        (await StatusAsync("/operators")).ShouldBe(HttpStatusCode.OK);
        Browser.Answer.Headers.Contains("Set-Cookie").ShouldBeTrue();
        (await StatusAsync("/operators")).ShouldBe(HttpStatusCode.OK);
        App.Traffic.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task PersonDisabled_AfterAMinute_CookieIsTakenAway()
    {
        await App.SignInAsync(Browser, Mateo);
        App.Change(Mateo, one => one with { Disabled = true });
        App.Clock.Advance(TimeSpan.FromMinutes(1));

        (await StatusAsync("/api/zones")).ShouldBe(HttpStatusCode.Unauthorized);

        Cookie().ShouldBeNull();
    }

    [Fact]
    public async Task SignOut_CookieThatSomebodyKept_IsOfNoUse()
    {
        await App.SignInAsync(Browser, Mateo);
        using var another = new IdentityBrowser();
        await App.SignInAsync(another, Mateo);
        var kept = Cookie()!.Value;

        await App.SignOutAsync(Browser);

        Browser.Location.ShouldBe(App.At("/signed-out"));
        Cookie().ShouldBeNull();
        (await ReplayAsync(kept, "/api/zones")).ShouldBe(HttpStatusCode.Unauthorized);
        (await ReplayAsync(kept, "/_blazor/negotiate")).ShouldBe(HttpStatusCode.Unauthorized);
        (await ReplayAsync(kept, "/")).ShouldBe(HttpStatusCode.Redirect);
        await another.OpenAsync(App.At("/"));
        another.Text.ShouldBe($"home of {Mateo}");
        (await App.StoredSessionsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task SignedInAgain_EarlierSessionOfThisBrowser_IsOver()
    {
        var earlier = await App.PersonAsync(Browser, Mateo);

        await App.SignInAsync(Browser, "Amara Okafor", "/sign-in");

        Browser.Text.ShouldBe("home of Amara Okafor");
        (await App.Sessions.KnownAsync(earlier, TestContext.Current.CancellationToken)).ShouldBeOfType<Confirmation.Ended>();
        (await App.StoredSessionsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task SignOut_ProviderFails_SessionIsOverAllTheSame()
    {
        await App.SignInAsync(Browser, Mateo);
        await App.Identity.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(App.SignOutAsync(Browser));

        (await App.StoredSessionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ProviderDown_PagesGoOnFor15Minutes()
    {
        await App.SignInAsync(Browser, Mateo);
        App.Identity.Register.TokensFail = true;

        App.Clock.Advance(TimeSpan.FromMinutes(14));
        (await StatusAsync("/api/operators")).ShouldBe(HttpStatusCode.OK);
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        (await StatusAsync("/api/operators")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Cookie_WithoutASession_IsRefused()
    {
        await Browser.OpenAsync(App.At("/enter-without-session"));

        (await StatusAsync("/api/zones")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Cookie_HoldsTheSessionAndNoToken()
    {
        await App.SignInAsync(Browser, Mateo);

        var format = App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat;
        var ticket = format.Unprotect(Cookie()!.Value).ShouldNotBeNull();

        ticket.Principal.Claims.Select(claim => claim.Type).Distinct().Order()
            .ShouldBe(["backup-dashboard:session", "name", "oid", "preferred_username", "roles", "sub", "tid"]);
        ticket.Properties.Items.Keys.ShouldBe([".AuthScheme", ".issued", ".expires", "OpenIdConnect.Code.RedirectUri"], ignoreOrder: true);
    }

    [Fact]
    public async Task RoleChanged_PageThatWasOpen_CanStillSignOut()
    {
        await App.SignInAsync(Browser, Mateo);
        await Browser.OpenAsync(App.At("/token"));
        var token = Browser.Text;
        App.Change(Mateo, one => one with { Roles = ["Team.Search"] });
        App.Clock.Advance(TimeSpan.FromMinutes(1));

        await Browser.PostAsync(App.At("/sign-out"), [KeyValuePair.Create("__RequestVerificationToken", token)]);

        Browser.Location.ShouldBe(App.At("/signed-out"));
    }

    private Cookie? Cookie() => Browser.Cookies.GetCookies(App.Address)["BackupDashboard"];

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        await Browser.OpenAsync(App.At(path));
        return Browser.Answer.StatusCode;
    }

    private async Task<HttpStatusCode> ReplayAsync(string cookie, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, App.At(path));
        request.Headers.Add("Cookie", $"BackupDashboard={cookie}");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
