using System.Net;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Access;

public sealed class SignInTests : IAsyncLifetime
{
    private readonly IdentityBrowser _browser = new();
    private SignInApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await SignInApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Anonymous_OpensAPage_SignsInAndComesBackToIt()
    {
        await _app.SignInAsync(_browser, "山田 葵", "/who?zone=eu&page=2");

        _browser.Location.ShouldBe(_app.At("/who?zone=eu&page=2"));
        var claims = _browser.Text.Split('\n');
        claims.ShouldContain("name=山田 葵");
        claims.ShouldContain("roles=Team.Search");
        claims.ShouldContain($"oid={IdentityServer.People.Single(person => person.Name == "山田 葵").ObjectId}");
        claims.ShouldContain($"tid={IdentityServer.TenantId}");
    }

    [Fact]
    public async Task Member_OfADirectoryGroup_BringsTheGroup()
    {
        await _app.SignInAsync(_browser, "Priya Raman", "/who");

        _browser.Text.Split('\n').ShouldContain($"groups={IdentityServer.SupportGroupId}");
    }

    [Theory]
    [InlineData("Mateo Quispe", HttpStatusCode.OK)]
    [InlineData("Ingrid Sørensen", HttpStatusCode.Forbidden)]
    [InlineData("Sam Whitlock", HttpStatusCode.Forbidden)]
    public async Task Person_OpensWhatNeedsARole_IsJudgedByTheRolesClaim(string name, HttpStatusCode expected)
    {
        await _app.SignInAsync(_browser, name, "/operators");

        _browser.Answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Cookie_AfterSignIn_IsOursAndHidden()
    {
        await _app.SignInAsync(_browser, "Amara Okafor");

        var cookie = _browser.Cookies.GetCookies(_app.Address).ShouldHaveSingleItem();
        cookie.Name.ShouldBe("BackupDashboard");
        cookie.HttpOnly.ShouldBeTrue();
    }

    [Theory]
    [InlineData("GET", "/hubs/backups")]
    [InlineData("POST", "/hubs/backups")]
    [InlineData("GET", "/api/zones")]
    [InlineData("POST", "/_blazor/negotiate")]
    [InlineData("POST", "/page")]
    public async Task Anonymous_CallsAsAProgramDoes_Gets401WithoutRedirect(string method, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), _app.At(path));

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.Location.ShouldBeNull();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("~/who")]
    [InlineData("")]
    public async Task ReturnUrl_NotOurOwn_ComesBackToTheStart(string returnUrl)
    {
        await _app.SignInAsync(_browser, "Amara Okafor", $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");

        _browser.Location.ShouldBe(_app.At("/"));
        _browser.Text.ShouldBe("home of Amara Okafor");
    }

    [Fact]
    public async Task SignOut_WithoutAntiforgeryToken_IsRefused()
    {
        await _app.SignInAsync(_browser, "Amara Okafor");

        await _browser.PostAsync(_app.At("/sign-out"), []);

        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await _browser.OpenAsync(_app.At("/"));
        _browser.Text.ShouldBe("home of Amara Okafor");
    }

    [Fact]
    public async Task SignOut_WithAntiforgeryToken_EndsOnTheGoodbyePageSignedOut()
    {
        await _app.SignInAsync(_browser, "Amara Okafor");

        await SignOutAsync();

        _browser.Location.ShouldBe(_app.At("/signed-out"));
        _browser.Text.ShouldBe("goodbye");
        await _browser.OpenAsync(_app.At("/"));
        _browser.Text.ShouldContain("Sign in as");
    }

    [Fact]
    public async Task SignOut_ByLink_IsNotPossible()
    {
        await _app.SignInAsync(_browser, "Amara Okafor");

        await _browser.OpenAsync(_app.At("/sign-out"));

        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task SignOut_SessionAlreadyOver_EndsOnTheGoodbyePage()
    {
        await _browser.PostAsync(_app.At("/sign-out"), []);

        _browser.Location.ShouldBe(_app.At("/signed-out"));
    }

    [Fact]
    public async Task SignOut_ProviderNeverReached_StillForgetsTheCookie()
    {
        await _app.SignInAsync(_browser, "Amara Okafor");
        await _app.RestartAsync();
        await _app.Identity.DisposeAsync();

        await SignOutAsync();

        _browser.Location.ShouldBe(_app.At("/signed-out"));
        await _browser.OpenAsync(_app.At("/"));
        _browser.Text.ShouldNotContain("home of");
    }

    private Task SignOutAsync() => _app.SignOutAsync(_browser);
}
