using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Http;

/// <summary>Looks into a JWT without trusting it: a wrong date only makes a warning come early or late.</summary>
internal sealed class TokenExpiry(TokenSource tokens, IOptions<NucliaOptions> options) : ITokenExpiry
{
    public async Task<DateTimeOffset?> ReadAsync(CancellationToken ct)
    {
        try
        {
            return OfJwt(await tokens.GetAsync(ct)) ?? options.Value.TokenExpiresAt;
        }
        catch (NucliaFailure)
        {
            // There is no token; every call says so.
            return null;
        }
    }

    /// <returns>Null when it is no JWT, or one that tells no expiry.</returns>
    public static DateTimeOffset? OfJwt(string token)
    {
        if (token.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload)) return null;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("exp", out var exp) && exp.ValueKind is JsonValueKind.Number && exp.TryGetDouble(out var seconds)
                && seconds is > 0 and < 253402300800
                    ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
