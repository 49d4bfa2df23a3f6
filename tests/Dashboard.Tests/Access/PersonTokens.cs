using System.Text.Json;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Access;

/// <summary>A program that lets people sign in and gets tokens to act for them.</summary>
internal sealed class PersonTokens(SignInApp app)
{
    public async Task<string> DelegatedAsync(string name) =>
        (await GetAsync(name, $"openid {IdentityServer.DelegatedScope}")).GetProperty("access_token").GetString()!;

    public async Task<JsonElement> GetAsync(string name, string scope)
    {
        var provider = new Uri(app.Identity.Address, $"{IdentityServer.TenantId}/oauth2/v2.0/");
        using var browser = new IdentityBrowser();
        var request = IdentityFixture.AuthorizationRequest(scope).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}");
        await browser.OpenAsync(new Uri(provider, $"authorize?{string.Join('&', request)}"));
        await browser.PressAsync(name);
        var code = IdentityBrowser.Fields(browser.Page.Forms.ShouldHaveSingleItem()).Single(field => field.Key == "code").Value;
        await browser.PostAsync(new Uri(provider, "token"), IdentityFixture.CodeExchange(code));
        return JsonDocument.Parse(browser.Text).RootElement;
    }
}
