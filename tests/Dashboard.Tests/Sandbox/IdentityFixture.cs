using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using BackupDashboard.Sandbox.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Tests.Sandbox;

public sealed class IdentityFixture : IAsyncLifetime
{
    public const string Verifier = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    public const string RedirectUri = "http://localhost:5080/signin-oidc";
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private IdentityServer _server = null!;

    public Uri Address => _server.Address;

    public static string Tenant => IdentityServer.TenantId;

    public async ValueTask InitializeAsync() => _server = await IdentityServer.StartAsync(0);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    public Register Register => _server.Register;

    public string Sign(IReadOnlyDictionary<string, object> claims) => _server.Sign(claims);

    public static Dictionary<string, string> AuthorizationRequest(string scope = "openid profile") => new()
    {
        ["client_id"] = IdentityServer.ClientId,
        ["redirect_uri"] = RedirectUri,
        ["response_type"] = "code",
        ["response_mode"] = "form_post",
        ["scope"] = scope,
        ["state"] = "a <state> & \"more\"",
        ["nonce"] = "a-nonce",
        ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
        ["code_challenge_method"] = "S256",
    };

    public static Dictionary<string, string> CodeExchange(string code) => new()
    {
        ["grant_type"] = "authorization_code",
        ["client_id"] = IdentityServer.ClientId,
        ["client_secret"] = IdentityServer.ClientSecret,
        ["redirect_uri"] = RedirectUri,
        ["code"] = code,
        ["code_verifier"] = Verifier,
    };

    public static Dictionary<string, string> Refresh(string token) => new()
    {
        ["grant_type"] = "refresh_token",
        ["client_id"] = IdentityServer.ClientId,
        ["client_secret"] = IdentityServer.ClientSecret,
        ["refresh_token"] = token,
    };

    public static Dictionary<string, string> ProgramCredentials(BackupDashboard.Sandbox.Identity.Program program) => new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = program.ClientId.ToString(),
        ["client_secret"] = program.Secret,
        ["scope"] = IdentityServer.Scope,
    };

    public Task<(HttpStatusCode Status, string Text, Uri? Location)> GetAsync(string path, Dictionary<string, string>? query = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path + (query is null ? "" : "?" + Encode(query)))));

    public Task<(HttpStatusCode Status, string Text, Uri? Location)> PostAsync(string path, Dictionary<string, string> form) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = new FormUrlEncodedContent(form) });

    public Task<(HttpStatusCode Status, string Text, Uri? Location)> AuthorizeAsync(Dictionary<string, string> request) =>
        GetAsync($"{Tenant}/oauth2/v2.0/authorize", request);

    public async Task<(HttpStatusCode Status, JsonElement Answer)> ExchangeAsync(Dictionary<string, string> request)
    {
        var (status, text, _) = await PostAsync($"{Tenant}/oauth2/v2.0/token", request);
        return (status, JsonDocument.Parse(text).RootElement);
    }

    /// <summary>Opens the page, presses this person's button, returns the fields that are posted to the dashboard.</summary>
    public async Task<Dictionary<string, string>> ChooseAsync(string name, string scope = "openid profile")
    {
        using var browser = new IdentityBrowser();
        await browser.OpenAsync(new Uri(Address, $"{Tenant}/oauth2/v2.0/authorize?{Encode(AuthorizationRequest(scope))}"));
        await browser.PressAsync(name);
        var form = new HtmlParser().ParseDocument(browser.Text).Forms.ShouldHaveSingleItem();
        form.GetAttribute("action").ShouldBe(RedirectUri);
        return IdentityBrowser.Fields(form).ToDictionary();
    }

    /// <summary>Signs in as this person, up to the tokens.</summary>
    public async Task<JsonElement> TokensAsync(string name, string scope = "openid profile offline_access")
    {
        var (status, answer) = await ExchangeAsync(CodeExchange((await ChooseAsync(name, scope))["code"]));
        status.ShouldBe(HttpStatusCode.OK);
        return answer;
    }

    /// <summary>Sends JSON, as someone with curl would.</summary>
    public Task<(HttpStatusCode Status, string Text, Uri? Location)> ControlAsync(
        HttpMethod method, string path, string? json = null, string? host = null)
    {
        var request = new HttpRequestMessage(method, new Uri(Address, path));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Host = host;
        return SendAsync(request);
    }

    /// <summary>Validates as a resource does: signature by the published keys, issuer, audience, lifetime.</summary>
    public async Task<JsonWebToken> ValidateAsync(string token)
    {
        var (_, keys, _) = await GetAsync($"{Tenant}/discovery/v2.0/keys");
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = $"{Address}{Tenant}/v2.0",
            ValidAudience = IdentityServer.ClientId,
            IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys(),
        });
        result.Exception.ShouldBeNull();
        return (JsonWebToken)result.SecurityToken;
    }

    private async Task<(HttpStatusCode, string, Uri?)> SendAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.Location);
    }

    private static string Encode(Dictionary<string, string> fields) =>
        string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
}
