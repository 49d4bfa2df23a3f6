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

    internal static string Of(Exception? failure) => failure switch
    {
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
