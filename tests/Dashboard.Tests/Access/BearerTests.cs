using System.Net;
using System.Text.Json;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Tests.Sandbox;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Tests.Access;

public sealed class BearerTests : IAsyncLifetime
{
    private static readonly Guid Pipeline = IdentityServer.Programs[1].ObjectId;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private SignInApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await SignInApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>One claim at a time that makes a genuine token no good: null leaves it out.</summary>
    public static TheoryData<string, object?> WrongClaims => new()
    {
        { "tid", "11111111-2222-3333-4444-555555555555" },
        { "tid", null },
        { "aud", "11111111-2222-3333-4444-555555555555" },
        { "aud", "https://graph.microsoft.com" },
        { "aud", null },
        { "iss", "https://evil.example/v2.0" },
        { "iss", null },
        { "exp", 1_600_000_000L },
        { "exp", null },
        { "nbf", 4_000_000_000L },
        { "oid", null },
        { "oid", "another-than-sub" },
        { "idtyp", "user" },
        { "scp", "something_else" },
    };

    [Fact]
    public async Task Program_ByItsCredentials_IsJudgedByItsRoles()
    {
        var token = await ProgramTokenAsync(IdentityServer.Programs[1]);

        var claims = await ClaimsAsync(token);

        claims.ShouldContain($"oid={Pipeline}");
        claims.ShouldContain("roles=BackupDashboard.Operator");
        claims.ShouldContain($"name=program {IdentityServer.Programs[1].ClientId}");
        (await StatusAsync("/api/operators", token)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/api/operators", await ProgramTokenAsync(IdentityServer.Programs[0]))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("/api/operators", await ProgramTokenAsync(IdentityServer.Programs[2]))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Person_ByADelegatedToken_IsWhoTheyAre()
    {
        var answer = await new PersonTokens(_app).GetAsync("山田 葵", $"openid {IdentityServer.DelegatedScope}");

        var claims = await ClaimsAsync(answer.GetProperty("access_token").GetString()!);

        claims.ShouldContain("name=山田 葵");
        claims.ShouldContain("roles=Team.Search");
        claims.ShouldContain($"oid={IdentityServer.People.Single(person => person.Name == "山田 葵").ObjectId}");
    }

    [Fact]
    public async Task IdToken_OfAnAdministrator_IsNoPermissionToCall()
    {
        var answer = await new PersonTokens(_app).GetAsync("Amara Okafor", "openid profile");

        (await StatusAsync("/api/who", answer.GetProperty("id_token").GetString())).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync("/api/who", answer.GetProperty("access_token").GetString())).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_SignedByTheProvider_IsGood()
    {
        (await StatusAsync("/api/operators", Signed())).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/api/operators", Signed("aud", $"api://{IdentityServer.ClientId}"))).ShouldBe(HttpStatusCode.OK);
        (await ClaimsAsync(Signed("app_displayname", "Release pipeline"))).ShouldContain("name=Release pipeline");
    }

    [Theory, MemberData(nameof(WrongClaims))]
    public async Task Token_SignedByTheProviderWithAWrongClaim_IsRefused(string claim, object? value)
    {
        foreach (var path in new[] { "/api/operators", "/hubs/who", "/_blazor/negotiate", "/" })
            (await StatusAsync(path, Signed(claim, value))).ShouldBe(HttpStatusCode.Unauthorized, path);
    }

    [Theory]
    [InlineData("exp", 1_600_000_000L, "lifetime")]
    [InlineData("tid", "11111111-2222-3333-4444-555555555555", "another tenant")]
    [InlineData("scp", "something_else", "access_as_user")]
    public async Task Token_IsRefused_ItsSenderLearnsWhy(string claim, object value, string why)
    {
        using var answer = await SendAsync("/api/who", $"Bearer {Signed(claim, value)}");

        answer.Headers.WwwAuthenticate.ToString().ShouldContain(why);
    }

    [Fact]
    public async Task Token_NotSignedByTheProvider_IsRefused()
    {
        var good = Signed();
        var claims = JsonSerializer.Serialize(Claims());
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var forged = new JsonWebTokenHandler().CreateToken(claims, new SigningCredentials(
            new RsaSecurityKey(rsa) { KeyId = new JsonWebToken(good).Kid }, SecurityAlgorithms.RsaSha256));
        string[] refused =
        [
            forged,
            new JsonWebTokenHandler().CreateToken(claims),
            good[..good.LastIndexOf('.')] + ".",
            good[..^4] + "AAAA",
            "nonsense",
            "",
        ];

        foreach (var token in refused)
            (await StatusAsync("/api/operators", token)).ShouldBe(HttpStatusCode.Unauthorized, token);
    }

    [Fact]
    public async Task TokenWithASessionInIt_HasNoSession()
    {
        using var browser = new IdentityBrowser();
        var session = (await _app.PersonAsync(browser, "Amara Okafor")).FindFirst("backup-dashboard:session")!.Value;

        (await ClaimsAsync(Signed("backup-dashboard:session", session)))
            .ShouldNotContain(claim => claim.Contains("session", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/zones")]
    [InlineData("/hubs/who")]
    [InlineData("/_blazor/negotiate")]
    public async Task NoToken_IsToldWhatIsAskedFor(string path)
    {
        using var answer = await SendAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        answer.Headers.Location.ShouldBeNull();
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("bearer nonsense")]
    [InlineData("Bearer")]
    [InlineData("Basic YTpi")]
    public async Task BadAuthorization_BesidesAGoodCookie_IsNotSavedByIt(string authorization)
    {
        using var browser = new IdentityBrowser();
        await _app.SignInAsync(browser, "Amara Okafor");
        var cookie = browser.Cookies.GetCookieHeader(_app.Address);
        (await SendAsync("/api/zones", cookie: cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);

        foreach (var path in new[] { "/api/zones", "/hubs/who", "/" })
        {
            using var answer = await SendAsync(path, authorization, cookie);

            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            answer.Headers.Location.ShouldBeNull();
        }
    }

    [Fact]
    public async Task TokenInTheAddress_CountsForHubsAloneAndIsNotLogged()
    {
        var token = await ProgramTokenAsync(IdentityServer.Programs[1]);

        (await StatusAsync($"/hubs/who?access_token={token}")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync($"/api/who?access_token={token}")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync($"/_blazor/negotiate?access_token={token}")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync("/hubs/who?access_token=nonsense")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync($"/hubs/who?access_token={token}", "nonsense")).ShouldBe(HttpStatusCode.Unauthorized);

        _app.Logs.All.ShouldNotContain(token[..40]);
        _app.Logs.All.ShouldNotContain(token[^40..]);
    }

    [Fact]
    public async Task Overage_ByBearer_IsRefusedWithThatReason()
    {
        _app.Change("Sam Whitlock", one => one with { Overage = true });
        _app.Change("Mateo Quispe", one => one with { Overage = true });
        var tokens = new PersonTokens(_app);

        using var answer = await SendAsync("/api/who", $"Bearer {await tokens.DelegatedAsync("Sam Whitlock")}");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("groups out because they are too many");
        (await StatusAsync("/api/operators", await tokens.DelegatedAsync("Mateo Quispe"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ProviderNeverReached_TokenIsRefusedAndNotAMistakeOfOurs()
    {
        var token = await ProgramTokenAsync(IdentityServer.Programs[1]);
        await _app.Identity.DisposeAsync();

        (await StatusAsync("/api/operators", token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Dictionary<string, object> Claims()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = $"{_app.Identity.Address}{IdentityServer.TenantId}/v2.0",
            ["aud"] = IdentityServer.ClientId,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 600,
            ["sub"] = Pipeline.ToString(),
            ["oid"] = Pipeline.ToString(),
            ["tid"] = IdentityServer.TenantId,
            ["azp"] = IdentityServer.Programs[1].ClientId.ToString(),
            ["roles"] = new[] { "BackupDashboard.Operator" },
        };
    }

    private string Signed(string? claim = null, object? value = null)
    {
        var claims = Claims();
        if (claim is not null && value is not null) claims[claim] = value;
        else if (claim is not null) claims.Remove(claim);
        return _app.Identity.Sign(claims);
    }

    private async Task<string> ProgramTokenAsync(BackupDashboard.Sandbox.Identity.Program program)
    {
        using var answer = await _http.PostAsync(
            new Uri(_app.Identity.Address, $"{IdentityServer.TenantId}/oauth2/v2.0/token"),
            new FormUrlEncodedContent(IdentityFixture.ProgramCredentials(program)), TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    private async Task<string[]> ClaimsAsync(string token)
    {
        using var answer = await SendAsync("/api/who", $"Bearer {token}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonSerializer.Deserialize<string[]>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string? token = null)
    {
        using var answer = await SendAsync(path, token is null ? null : $"Bearer {token}");
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> SendAsync(string path, string? authorization = null, string? cookie = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _app.At(path));
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
