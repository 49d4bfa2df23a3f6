using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Access;

/// <summary>Why a sign-in failed, as codes that are safe in an address: nothing that the provider wrote.</summary>
internal static class SignInFailure
{
    public const string Cancelled = "cancelled";

    /// <summary>The sign-in took too long, was begun in another browser, or its cookies are blocked.</summary>
    public const string Expired = "expired";

    public const string ProviderUnreachable = "provider-unreachable";

    public const string Refused = "refused";

    public const string Invalid = "invalid";

    /// <summary>Too many groups for a token, and no app role of a team.</summary>
    public const string TooManyGroups = "too-many-groups";

    /// <summary>No refresh token, so the session could not be confirmed.</summary>
    public const string NoSession = "no-session";

    internal static string Of(Exception? failure) => failure switch
    {
        SignInRefusedException refused => refused.Reason,
        HttpRequestException or IOException or OperationCanceledException => ProviderUnreachable,
        OpenIdConnectProtocolInvalidNonceException => Expired,
        OpenIdConnectProtocolException => Refused,
        SecurityTokenException => Invalid,
        { InnerException: { } inner } => Of(inner),
        // What remains without a cause is a lost correlation cookie or an unreadable state.
        AuthenticationFailureException => Expired,
        _ => Invalid,
    };
}

internal sealed class SignInRefusedException(string reason, string message) : AuthenticationFailureException(message)
{
    public string Reason { get; } = reason;
}
