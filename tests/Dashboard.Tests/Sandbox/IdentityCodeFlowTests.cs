using System.Net;
using System.Text.Json;
using BackupDashboard.Sandbox.Identity;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BackupDashboard.Tests.Sandbox;

public sealed class IdentityCodeFlowTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    public static TheoryData<string> Names => [.. IdentityServer.People.Select(person => person.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Person_IsChosen_GetsTokensThatSayWhoAndWhat(string name)
    {
        var person = IdentityServer.People.Single(one => one.Name == name);

        var posted = await identity.ChooseAsync(name);
        var (status, answer) = await identity.ExchangeAsync(IdentityFixture.CodeExchange(posted["code"]));

        status.ShouldBe(HttpStatusCode.OK);
        posted["state"].ShouldBe("a <state> & \"more\"");
        var token = await identity.ValidateAsync(answer.GetProperty("id_token").GetString()!);
        Claim(token, "oid").ShouldBe(person.ObjectId.ToString());
        Claim(token, "tid").ShouldBe(IdentityServer.TenantId);
        Claim(token, "ver").ShouldBe("2.0");
        Claim(token, "name").ShouldBe(person.Name);
        Claim(token, "preferred_username").ShouldBe(person.UserName);
        Claim(token, "nonce").ShouldBe("a-nonce");
        token.Subject.ShouldNotBe(person.ObjectId.ToString());
        List(token, "roles").ShouldBe(person.Roles);
        List(token, "groups").ShouldBe(person.Groups);
    }

    [Fact]
    public void People_AsAWhole_CoverTheRolesAndOneGroup()
    {
        IdentityServer.People.SelectMany(person => person.Roles).ShouldBe(
        [
            "BackupDashboard.Administrator", "BackupDashboard.Operator", "Team.Search", "Team.Support", "BackupDashboard.Auditor",
        ]);
        IdentityServer.People.ShouldContain(person => person.Roles.Count == 0);
        IdentityServer.People.SelectMany(person => person.Groups).ShouldBe([IdentityServer.SupportGroupId]);
    }

    [Fact]
    public async Task Code_UsedTwice_IsRefused()
    {
        var exchange = IdentityFixture.CodeExchange((await identity.ChooseAsync("Amara Okafor"))["code"]);
        (await identity.ExchangeAsync(exchange)).Status.ShouldBe(HttpStatusCode.OK);

        var (status, answer) = await identity.ExchangeAsync(exchange);

        status.ShouldBe(HttpStatusCode.BadRequest);
        answer.GetProperty("error").GetString().ShouldBe("invalid_grant");
    }

    [Theory]
    [InlineData("code_verifier", null, "invalid_request")]
    [InlineData("code_verifier", "another-verifier-that-is-long-enough-0123456789", "invalid_grant")]
    [InlineData("client_secret", "guess", "invalid_client")]
    [InlineData("client_secret", null, "invalid_client")]
    [InlineData("client_id", "7d0c5b1e-2f64-4d0b-8a4f-52c1e6b02001", "invalid_grant")]
    [InlineData("redirect_uri", "http://localhost:9999/signin-oidc", "invalid_grant")]
    public async Task Exchange_WithAWrongPart_IsRefused(string part, string? value, string error)
    {
        var exchange = IdentityFixture.CodeExchange((await identity.ChooseAsync("Sam Whitlock"))["code"]);
        if (value is null) exchange.Remove(part);
        else exchange[part] = value;

        var (status, answer) = await identity.ExchangeAsync(exchange);

        status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized);
        answer.GetProperty("error").GetString().ShouldBe(error);
        answer.TryGetProperty("id_token", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("redirect_uri", "http://evil.example/signin-oidc")]
    [InlineData("redirect_uri", "http://localhost.evil.example/signin-oidc")]
    [InlineData("redirect_uri", "http://localhost:80@evil.example/signin-oidc")]
    [InlineData("redirect_uri", "http://localhost:5080/elsewhere")]
    [InlineData("redirect_uri", "http://localhost:5080/signin-oidc?to=elsewhere")]
    [InlineData("redirect_uri", "javascript:alert(1)//signin-oidc")]
    [InlineData("client_id", "11111111-2222-3333-4444-555555555555")]
    public async Task Authorization_FromAStranger_IsRefusedWithoutRedirect(string part, string value)
    {
        var request = IdentityFixture.AuthorizationRequest();
        request[part] = value;

        var (status, text, location) = await identity.AuthorizeAsync(request);

        status.ShouldBe(HttpStatusCode.BadRequest);
        location.ShouldBeNull();
        text.ShouldNotContain("<form");
    }

    [Theory]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("response_type", "id_token", "unsupported_response_type")]
    [InlineData("prompt", "none", "login_required")]
    public async Task Authorization_NotByCodeAndPkce_IsRefused(string part, string? value, string error)
    {
        var request = IdentityFixture.AuthorizationRequest();
        request["response_mode"] = "query";
        if (value is null) request.Remove(part);
        else request[part] = value;

        var (_, text, location) = await identity.AuthorizeAsync(request);

        (text + location).ShouldContain(error);
        (text + location).ShouldNotContain("code=");
    }

    [Fact]
    public async Task Choice_InALink_OnlyShowsThePage()
    {
        var request = IdentityFixture.AuthorizationRequest();
        request["sandbox_choice"] = IdentityServer.People[0].ObjectId.ToString();

        var (status, text, _) = await identity.AuthorizeAsync(request);

        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldContain("Sandbox sign-in: for trying only");
    }

    [Fact]
    public async Task Choice_PostedWithATamperedRequest_IsRefused()
    {
        var request = IdentityFixture.AuthorizationRequest();
        request["redirect_uri"] = "http://evil.example/signin-oidc";
        request["sandbox_choice"] = IdentityServer.People[0].ObjectId.ToString();

        var (status, text, location) = await identity.PostAsync($"{IdentityFixture.Tenant}/oauth2/v2.0/authorize", request);

        status.ShouldBe(HttpStatusCode.BadRequest);
        location.ShouldBeNull();
        text.ShouldNotContain("name=\"code\"");
    }

    [Fact]
    public async Task QueryMode_PersonIsChosen_RedirectsWithCodeAndState()
    {
        var request = IdentityFixture.AuthorizationRequest();
        request["response_mode"] = "query";
        request["sandbox_choice"] = IdentityServer.People[0].ObjectId.ToString();

        var (status, _, location) = await identity.PostAsync($"{IdentityFixture.Tenant}/oauth2/v2.0/authorize", request);

        status.ShouldBe(HttpStatusCode.Redirect);
        location!.GetLeftPart(UriPartial.Path).ShouldBe(IdentityFixture.RedirectUri);
        location.Query.ShouldContain("code=");
        location.Query.ShouldContain("state=");
    }

    [Fact]
    public async Task Person_Cancels_IsSentBackWithAccessDenied()
    {
        var posted = await identity.ChooseAsync("Cancel");

        posted["error"].ShouldBe("access_denied");
        posted.ShouldNotContainKey("code");
    }

    private static string? Claim(JsonWebToken token, string type) =>
        token.TryGetPayloadValue<string>(type, out var value) ? value : null;

    private static List<string> List(JsonWebToken token, string type) =>
        token.TryGetPayloadValue<JsonElement>(type, out var value)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : [];
}
