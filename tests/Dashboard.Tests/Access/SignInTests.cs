using System.Net;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Access;

public sealed class SignInTests : SignInTest
{
    [Fact]
    public async Task Anonymous_OpensAPage_SignsInAndComesBackToIt()
    {
        await App.SignInAsync(Browser, "山田 葵", "/who?zone=eu&page=2");

        Browser.Location.ShouldBe(App.At("/who?zone=eu&page=2"));
        var claims = Browser.Text.Split('\n');
        claims.ShouldContain("name=山田 葵");
        claims.ShouldContain("roles=Team.Search");
        claims.ShouldContain($"oid={IdentityServer.People.Single(person => person.Name == "山田 葵").ObjectId}");
        claims.ShouldContain($"tid={IdentityServer.TenantId}");
    }

    [Fact]
    public async Task Member_OfADirectoryGroup_BringsTheGroup()
    {
        await App.SignInAsync(Browser, "Priya Raman", "/who");

        Browser.Text.Split('\n').ShouldContain($"groups={IdentityServer.SupportGroupId}");
    }

    [Theory]
    [InlineData("Mateo Quispe", HttpStatusCode.OK)]
    [InlineData("Ingrid Sørensen", HttpStatusCode.Forbidden)]
    [InlineData("Sam Whitlock", HttpStatusCode.Forbidden)]
    public async Task Person_OpensWhatNeedsARole_IsJudgedByTheRolesClaim(string name, HttpStatusCode expected)
    {
        await App.SignInAsync(Browser, name, "/operators");

        Browser.Answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Cookie_AfterSignIn_IsOursAndHidden()
    {
        await App.SignInAsync(Browser, "Amara Okafor");

        var cookie = Browser.Cookies.GetCookies(App.Address).ShouldHaveSingleItem();
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
        using var request = new HttpRequestMessage(new HttpMethod(method), App.At(path));

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
        await App.SignInAsync(Browser, "Amara Okafor", $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");

        Browser.Location.ShouldBe(App.At("/"));
        Browser.Text.ShouldBe("home of Amara Okafor");
    }

    /// <summary>Who approves something proves who they are, even if the provider knows them.</summary>
    [Theory]
    [InlineData("/sign-in?again=true&returnUrl=%2Fwho", true)]
    [InlineData("/sign-in?returnUrl=%2Fwho", false)]
    public async Task SignInAgain_HasTheProviderAsk(string path, bool isAsked)
    {
        await Browser.OpenAsync(App.At(path));
        Browser.Location.Query.Contains("prompt=login", StringComparison.Ordinal).ShouldBe(isAsked);
        Browser.Location.Query.Contains("max_age=0", StringComparison.Ordinal).ShouldBe(isAsked);
        await Browser.PressAsync("Amara Okafor");
        await Browser.SubmitAsync();
        Browser.Location.ShouldBe(App.At("/who"));
    }

    [Fact]
    public async Task SignOut_WithoutAntiforgeryToken_IsRefused()
    {
        await App.SignInAsync(Browser, "Amara Okafor");

        await Browser.PostAsync(App.At("/sign-out"), []);

        Browser.Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Browser.OpenAsync(App.At("/"));
        Browser.Text.ShouldBe("home of Amara Okafor");
    }

    [Fact]
    public async Task SignOut_WithAntiforgeryToken_EndsOnTheGoodbyePageSignedOut()
    {
        await App.SignInAsync(Browser, "Amara Okafor");

        await SignOutAsync();

        Browser.Location.ShouldBe(App.At("/signed-out"));
        Browser.Text.ShouldBe("goodbye");
        await Browser.OpenAsync(App.At("/"));
        Browser.Text.ShouldContain("Sign in as");
    }

    [Fact]
    public async Task SignOut_ByLink_IsNotPossible()
    {
        await App.SignInAsync(Browser, "Amara Okafor");

        await Browser.OpenAsync(App.At("/sign-out"));

        Browser.Answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task SignOut_SessionAlreadyOver_EndsOnTheGoodbyePage()
    {
        await Browser.PostAsync(App.At("/sign-out"), []);

        Browser.Location.ShouldBe(App.At("/signed-out"));
    }

    [Fact]
    public async Task SignOut_ProviderNeverReached_StillForgetsTheCookie()
    {
        await App.SignInAsync(Browser, "Amara Okafor");
        await App.RestartAsync();
        await App.Identity.DisposeAsync();

        await SignOutAsync();

        Browser.Location.ShouldBe(App.At("/signed-out"));
        await Browser.OpenAsync(App.At("/"));
        Browser.Text.ShouldNotContain("home of");
    }

    private Task SignOutAsync() => App.SignOutAsync(Browser);
}
