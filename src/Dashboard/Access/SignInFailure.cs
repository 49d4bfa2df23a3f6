using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Access;

/// <summary>Why a sign-in failed, as codes that are safe in an address: nothing of what the provider wrote.</summary>
public static class SignInFailure
{
    /// <summary>The person cancelled at the provider, or did not consent.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The sign-in took too long, was begun in another browser, or its cookies are blocked.</summary>
    public const string Expired = "expired";

    /// <summary>The provider did not answer.</summary>
    public const string ProviderUnreachable = "provider-unreachable";

    /// <summary>The provider answered with an error, for example a wrong client secret.</summary>
    public const string Refused = "refused";

    /// <summary>The provider's token was not acceptable, for example from another issuer.</summary>
    public const string Invalid = "invalid";

    /// <summary>The person's groups are too many for a token, and no app role says which team they belong to.</summary>
    public const string TooManyGroups = "too-many-groups";

    /// <summary>The provider gave no refresh token, so the session could not be confirmed.</summary>
    public const string NoSession = "no-session";

    internal static string Of(Exception? failure) => failure switch
    {
        SignInRefusedException refused => refused.Reason,
        HttpRequestException or IOException or OperationCanceledException => ProviderUnreachable,
        OpenIdConnectProtocolInvalidNonceException => Expired,
        OpenIdConnectProtocolException => Refused,
        SecurityTokenException => Invalid,
        { InnerException: { } inner } => Of(inner),
        // What is left without a cause is a lost correlation cookie or an unreadable state.
        AuthenticationFailureException => Expired,
        _ => Invalid,
    };
}

/// <summary>The provider has said who somebody is, and we do not let them in.</summary>
internal sealed class SignInRefusedException(string reason, string message) : AuthenticationFailureException(message)
{
    /// <summary>One of <see cref="SignInFailure"/>.</summary>
    public string Reason { get; } = reason;
}
