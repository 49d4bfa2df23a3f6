using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Access;

// Asks the provider about someone who is not present: with their refresh token, which is replaced every time.
internal sealed class SessionRefresh(
    IOptionsMonitor<OpenIdConnectOptions> options, IDataProtectionProvider protection, GroupOverage overage, ILogger<Sessions> logger)
{
    private readonly IDataProtector _protector = protection.CreateProtector("BackupDashboard.Access.Sessions.RefreshToken");

    internal string Protect(string refreshToken) => _protector.Protect(refreshToken);

    internal async Task<RefreshAnswer> RedeemAsync(SessionRow session)
    {
        string refreshToken;
        try
        {
            refreshToken = _protector.Unprotect(session.RefreshToken);
        }
        catch (CryptographicException exception)
        {
            Log.RefreshTokenUnreadable(logger, exception, session.ObjectId);
            return new RefreshAnswer.Refused("its refresh token cannot be read");
        }

        try
        {
            return await RedeemAsync(session, refreshToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException or JsonException
            or InvalidOperationException)
        {
            Log.ConfirmationFailed(logger, exception, session.ObjectId, "no answer");
            return new RefreshAnswer.Nothing();
        }
    }

    private async Task<RefreshAnswer> RedeemAsync(SessionRow session, string refreshToken)
    {
        var protocol = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var provider = await protocol.ConfigurationManager!.GetConfigurationAsync(CancellationToken.None);
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string?>
            {
                ["grant_type"] = OpenIdConnectGrantTypes.RefreshToken,
                ["client_id"] = protocol.ClientId,
                ["client_secret"] = protocol.ClientSecret,
                ["refresh_token"] = refreshToken,
                ["scope"] = string.Join(' ', protocol.Scope),
            }),
        };
        using var response = await protocol.Backchannel.SendAsync(request);
        if ((int)response.StatusCode >= 500)
            return Unusable(session, $"status {(int)response.StatusCode}");

        await using var body = await response.Content.ReadAsStreamAsync();
        var answer = await JsonSerializer.DeserializeAsync<TokenAnswer>(body);
        return answer switch
        {
            // Only these concern the person; the others concern us, for example an expired client secret.
            { Error: "invalid_grant" or "interaction_required" or "login_required" or "consent_required" } =>
                new RefreshAnswer.Refused(answer.Error),
            { Error: null, IdToken: { } token } when response.IsSuccessStatusCode =>
                await JudgeAsync(session, token, answer.RefreshToken ?? refreshToken, protocol, provider),
            _ => Unusable(
                session, answer?.Error is { Length: < 50 } error && error.All(IsOfACode) ? error : "neither a token nor a reason"),
        };
    }

    private async Task<RefreshAnswer> JudgeAsync(
        SessionRow session, string token, string refreshToken, OpenIdConnectOptions protocol, OpenIdConnectConfiguration provider)
    {
        var parameters = protocol.TokenValidationParameters.Clone();
        if (protocol.ConfigurationManager is BaseConfigurationManager manager)
            parameters.ConfigurationManager = manager;
        else
            parameters.IssuerSigningKeys = provider.SigningKeys;

        var result = await protocol.TokenHandler.ValidateTokenAsync(token, parameters);
        if (!result.IsValid)
        {
            Log.ConfirmationFailed(logger, result.Exception, session.ObjectId, "a token that is not valid");
            return new RefreshAnswer.Nothing();
        }

        var person = new ClaimsPrincipal(result.ClaimsIdentity);
        var before = SessionPrincipal.Read(session.Id, session.Claims);
        if (person.FindFirstValue("oid") != session.ObjectId || person.FindFirstValue("tid") != before.FindFirstValue("tid"))
            return new RefreshAnswer.Refused("its tokens name someone else");

        // No one is signed out for it here: without their groups they have no group rights. Logged when it begins, not at every
        // confirmation.
        if (!GroupOverage.Concerns(before))
            overage.Admits(person);
        return new RefreshAnswer.Fresh(SessionPrincipal.Write(person), Protect(refreshToken));
    }

    private static bool IsOfACode(char letter) => char.IsAsciiLetterLower(letter) || letter == '_';

    private RefreshAnswer.Nothing Unusable(SessionRow session, string what)
    {
        Log.ConfirmationFailed(logger, null, session.ObjectId, what);
        return new RefreshAnswer.Nothing();
    }

    private sealed record TokenAnswer(
        [property: JsonPropertyName("id_token")] string? IdToken,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("error")] string? Error);
}

internal abstract record RefreshAnswer
{
    public sealed record Fresh(string Claims, string RefreshToken) : RefreshAnswer;

    public sealed record Refused(string Reason) : RefreshAnswer;

    public sealed record Nothing : RefreshAnswer;
}
