using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Access;

// Why a sign-in failed, as codes that are safe in an address: nothing that the provider wrote.
internal static class SignInFailure
{
    public const string Cancelled = "cancelled";

    // The sign-in took too long, was begun in another browser, or its cookies are blocked.
    public const string Expired = "expired";

    public const string ProviderUnreachable = "provider-unreachable";

    public const string Refused = "refused";

    public const string Invalid = "invalid";

    // Too many groups for a token, and no app role of a team.
    public const string TooManyGroups = "too-many-groups";

    // No refresh token, so the session could not be confirmed.
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
