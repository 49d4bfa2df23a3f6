using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using BackupDashboard.Sandbox.Identity;

namespace BackupDashboard.Tests.Sandbox;

public sealed class IdentityServerTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    [Fact]
    public async Task Discovery_IsRead_HasEntrasShapes()
    {
        var (status, text, _) = await identity.GetAsync($"{IdentityFixture.Tenant}/v2.0/.well-known/openid-configuration");

        status.ShouldBe(HttpStatusCode.OK);
        var document = JsonDocument.Parse(text).RootElement;
        var root = $"{identity.Address}{IdentityFixture.Tenant}";
        document.GetProperty("issuer").GetString().ShouldBe($"{root}/v2.0");
        document.GetProperty("authorization_endpoint").GetString().ShouldBe($"{root}/oauth2/v2.0/authorize");
        document.GetProperty("token_endpoint").GetString().ShouldBe($"{root}/oauth2/v2.0/token");
        document.GetProperty("end_session_endpoint").GetString().ShouldBe($"{root}/oauth2/v2.0/logout");
        document.GetProperty("jwks_uri").GetString().ShouldBe($"{root}/discovery/v2.0/keys");
        Strings(document, "response_modes_supported").ShouldBe(["query", "form_post"], ignoreOrder: true);
        Strings(document, "code_challenge_methods_supported").ShouldBe(["S256"]);
    }

    [Fact]
    public async Task Page_IsShown_HasOneNamedButtonAPersonAndNoScript()
    {
        var (_, text, _) = await identity.AuthorizeAsync(IdentityFixture.AuthorizationRequest());

        var page = new HtmlParser().ParseDocument(text);
        page.QuerySelectorAll("script, [style], [onclick]").ShouldBeEmpty();
        page.QuerySelector("html")!.GetAttribute("lang").ShouldBe("en");
        page.QuerySelectorAll("h1").ShouldHaveSingleItem().TextContent.ShouldBe("Sign in as");
        page.QuerySelectorAll("li button").Select(button => button.TextContent)
            .ShouldBe(IdentityServer.People.Select(person => person.Name));
        page.QuerySelectorAll("li button").Select(button => page.GetElementById(button.GetAttribute("aria-describedby")!)!.TextContent)
            .ShouldBe(IdentityServer.People.Select(person => person.Blurb));
        page.QuerySelector("input[name=state]")!.GetAttribute("value").ShouldBe("a <state> & \"more\"");
    }

    [Fact]
    public async Task Page_StateHoldsMarkup_KeepsItText()
    {
        var request = IdentityFixture.AuthorizationRequest();
        request["state"] = "\"><img src=x onerror=alert(1)>";
        request["<b>"] = "'\"><script>alert(1)</script>";

        var (_, text, _) = await identity.AuthorizeAsync(request);

        var page = new HtmlParser().ParseDocument(text);
        page.QuerySelectorAll("img, script, b").ShouldBeEmpty();
        page.QuerySelector("input[name=state]")!.GetAttribute("value").ShouldBe("\"><img src=x onerror=alert(1)>");
    }

    [Fact]
    public async Task Stylesheet_OfThePage_IsServed()
    {
        var (_, text, _) = await identity.AuthorizeAsync(IdentityFixture.AuthorizationRequest());
        var sheet = new HtmlParser().ParseDocument(text).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        var (status, css, _) = await identity.GetAsync(sheet);

        status.ShouldBe(HttpStatusCode.OK);
        css.ShouldContain("prefers-color-scheme: dark");
    }

    [Fact]
    public async Task EndSession_BackToTheDashboard_Redirects()
    {
        var (status, _, location) = await identity.GetAsync($"{IdentityFixture.Tenant}/oauth2/v2.0/logout", new()
        {
            ["post_logout_redirect_uri"] = "http://localhost:5080/signout-callback-oidc",
            ["state"] = "s",
        });

        status.ShouldBe(HttpStatusCode.Redirect);
        location.ShouldBe(new Uri("http://localhost:5080/signout-callback-oidc?state=s"));
    }

    [Theory]
    [InlineData("http://evil.example/signout-callback-oidc")]
    [InlineData("http://localhost:5080/elsewhere")]
    public async Task EndSession_ToAStranger_IsRefused(string uri)
    {
        var (status, _, location) = await identity.GetAsync(
            $"{IdentityFixture.Tenant}/oauth2/v2.0/logout", new() { ["post_logout_redirect_uri"] = uri });

        status.ShouldBe(HttpStatusCode.BadRequest);
        location.ShouldBeNull();
    }

    [Fact]
    public async Task EndSession_WithoutAWayBack_SaysSo()
    {
        var (status, text, _) = await identity.GetAsync($"{IdentityFixture.Tenant}/oauth2/v2.0/logout");

        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldContain("signed out");
    }

    [Fact]
    public async Task Start_PortInUse_NamesThePort()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => IdentityServer.StartAsync(identity.Address.Port));

        failure.Message.ShouldContain($"Port {identity.Address.Port} is in use");
    }

    [Fact]
    public async Task Start_Twice_SignsWithDifferentKeys()
    {
        await using var other = await IdentityServer.StartAsync(0, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = other.Address };
        var path = $"{IdentityFixture.Tenant}/discovery/v2.0/keys";

        var keys = await http.GetStringAsync(path, TestContext.Current.CancellationToken);

        keys.ShouldNotBe((await identity.GetAsync(path)).Text);
    }

    private static List<string> Strings(JsonElement document, string property) =>
        [.. document.GetProperty(property).EnumerateArray().Select(item => item.GetString()!)];
}
