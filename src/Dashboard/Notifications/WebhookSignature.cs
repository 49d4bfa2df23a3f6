using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BackupDashboard.Notifications;

// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
internal static class WebhookSignature
{
    public const string Prefix = "whsec_";

    // In bytes, by the specification.
    private const int Shortest = 24;
    private const int Longest = 64;

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static bool IsSecret(string text) => KeyOf(text) is { Length: >= Shortest and <= Longest };

    public static void Sign(HttpRequestMessage request, Guid id, DateTimeOffset now, string body, IReadOnlyList<string> secrets)
    {
        var (name, stamp) = ($"msg_{id:N}", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-id", name);
        request.Headers.Add("webhook-timestamp", stamp);
        var signed = Encoding.UTF8.GetBytes($"{name}.{stamp}.{body}");
        var signatures = secrets.Select(KeyOf).OfType<byte[]>().Select(key =>
             $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}");
        request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', signatures));
    }

    private static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var buffer = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[Prefix.Length..], buffer, out var length) ? buffer[..length] : null;
    }
}
