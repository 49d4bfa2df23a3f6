using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Tests.Sandbox;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>What a persona shows at the door.</summary>
/// <param name="IsGood">False where it is worth no more than nothing.</param>
internal sealed record Credential(Persona Persona, string? Token, string? Cookie, string? Antiforgery, bool IsGood)
{
    public bool IsCookie => Cookie is not null;

    public override string ToString() => $"{Persona} by {(Token is not null ? "token" : IsCookie ? "cookie" : "nothing")}";

    public void AddTo(HttpRequestMessage request)
    {
        if (Token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        if (Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        if (Antiforgery is not null)
            request.Headers.Add("RequestVerificationToken", Antiforgery);
    }
}

/// <summary>Every persona by token and by cookie: tokens that the provider has signed, cookies of sign-ins in front of its page.</summary>
internal sealed class Credentials(IReadOnlyList<Credential> all)
{
    private const string Stranger = "11111111-2222-3333-4444-555555555555";

    /// <summary>Who of the sandbox's people signs in as whom.</summary>
    private static readonly Dictionary<Persona, string> Faces = new()
    {
        [Persona.NoRole] = "Sam Whitlock",
        [Persona.Auditor] = "Ingrid Sørensen",
        [Persona.TeamA] = "山田 葵",
        [Persona.TeamB] = "Priya Raman",
        [Persona.Operator] = "Mateo Quispe",
        [Persona.Administrator] = "Amara Okafor",
    };

    public IReadOnlyList<Credential> All { get; } = all;

    public Credential ByToken(Persona persona) => All.Single(one => one.Persona == persona && one.Token is not null);

    public Credential ByCookie(Persona persona) => All.Single(one => one.Persona == persona && one.IsCookie);

    public static async Task<Credentials> CollectAsync(RealProgram program)
    {
        var all = new List<Credential> { new(Persona.None, null, null, null, IsGood: false) };
        foreach (var persona in Table.SignedIn)
        {
            all.Add(new(persona, Token(program.Identity, persona), null, null, IsGood: true));
            all.Add(await SignInAsync(program, persona));
        }

        var leaving = await SignInAsync(program, Persona.Administrator);
        await SignOutAsync(program, leaving);
        all.Add(leaving with { Persona = Persona.Expired, IsGood = false });
        foreach (var persona in new[] { Persona.Expired, Persona.Forged, Persona.OtherTenant, Persona.OtherAudience })
            all.Add(new(persona, Token(program.Identity, persona), null, null, IsGood: false));
        return new Credentials(all);
    }

    private static string Token(IdentityServer identity, Persona persona)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var who = $"7d0c5b1e-2f64-4d0b-8a4f-{(int)persona:D12}";
        var claims = new Dictionary<string, object>
        {
            ["iss"] = $"{identity.Address}{IdentityServer.TenantId}/v2.0",
            ["aud"] = persona is Persona.OtherAudience ? Stranger : IdentityServer.ClientId,
            ["iat"] = now - 7200,
            ["nbf"] = now - 7200,
            ["exp"] = persona is Persona.Expired ? now - 3600 : now + 3600,
            ["sub"] = who,
            ["oid"] = who,
            ["tid"] = persona is Persona.OtherTenant ? Stranger : IdentityServer.TenantId,
            ["azp"] = IdentityServer.Programs[1].ClientId.ToString(),
            ["roles"] = Table.RolesOf(persona),
        };
        var token = identity.Sign(claims);
        return persona is Persona.Forged ? Forged(claims, new JsonWebToken(token).Kid) : token;
    }

    private static string Forged(Dictionary<string, object> claims, string key)
    {
        using var rsa = RSA.Create(2048);
        return new JsonWebTokenHandler().CreateToken(
            JsonSerializer.Serialize(claims),
                new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = key }, SecurityAlgorithms.RsaSha256));
    }

    private static async Task<Credential> SignInAsync(RealProgram program, Persona persona)
    {
        var face = IdentityServer.People.Single(person => person.Name == Faces[persona]);
        program.Identity.Register.Change(face.ObjectId, one => one with { Roles = Table.RolesOf(persona), Groups = [] });
        using var browser = new IdentityBrowser();
        await browser.OpenAsync(program.Address);
        await browser.PressAsync(face.Name);
        await browser.SubmitAsync();
        await browser.OpenAsync(new Uri(program.Address, "/api/v1/antiforgery"));
        var antiforgery = browser.Answer.StatusCode is HttpStatusCode.OK
            ? JsonDocument.Parse(browser.Text).RootElement.GetProperty("token").GetString()
            : null;
        return new Credential(persona, null, browser.Cookies.GetCookieHeader(program.Address), antiforgery, IsGood: true);
    }

    private static async Task SignOutAsync(RealProgram program, Credential leaving)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(program.Address, "/sign-out"));
        leaving.AddTo(request);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
