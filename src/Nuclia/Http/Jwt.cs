using System.Buffers.Text;
using System.Text.Json;

namespace BackupDashboard.Nuclia.Http;

// Reads a JWT without validating it: the result only decides when to warn.
internal static class Jwt
{
    // Returns null if it is no JWT, or does not say when it expires.
    public static DateTimeOffset? ExpiryOf(string token) => Read(token, claims =>
        claims.TryGetProperty("exp", out var exp) && exp.ValueKind is JsonValueKind.Number && exp.TryGetDouble(out var seconds)
            && seconds is > 0 and < 253402300800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : (DateTimeOffset?)null);

    // Returns null if it is no JWT, or has no such claim.
    public static string? TextOf(string token, string claim) => Read(token, claims =>
        claims.TryGetProperty(claim, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null);

    private static T? Read<T>(string token, Func<JsonElement, T?> read)
    {
        if (token.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
            return default;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement is { ValueKind: JsonValueKind.Object } root ? read(root) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
