using System.Security.Cryptography;
using System.Text.Json;
using BackupDashboard.Journal;
using BackupDashboard.Operations;

namespace BackupDashboard.Api;

/// <summary>The idempotency key of a request.</summary>
internal static class RequestKeys
{
    public const string Header = "Idempotency-Key";
    public const int MaximumLength = 200;

    /// <param name="asked">Everything that distinguishes this request from others.</param>
    /// <returns>Null when the header is invalid.</returns>
    public static Caller? CallerOf(HttpContext context, params object?[] asked)
    {
        if (!context.Request.Headers.TryGetValue(Header, out var values))
            return new ProgramCaller(context.User);
        if (values is not [{ Length: > 0 and <= MaximumLength } name] || name.Any(character => character is < '!' or > '~'))
            return null;

        object?[] whole = [context.Request.Method, .. asked];
        return new ProgramCaller(
            context.User, new RequestKey(name, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(whole)))));
    }
}
