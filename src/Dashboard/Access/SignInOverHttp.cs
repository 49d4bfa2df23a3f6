using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Access;

internal static class SignInOverHttp
{
    public static void Allow(OpenIdConnectOptions options, string issuer)
    {
        options.RequireHttpsMetadata = false;
        // Browsers drop SameSite=None cookies without Secure; ports do not make another site, so Lax cookies come back.
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.TokenValidationParameters.IssuerValidator = Only(issuer);
    }

    public static void Allow(JwtBearerOptions options, string issuer)
    {
        options.RequireHttpsMetadata = false;
        options.TokenValidationParameters.IssuerValidator = Only(issuer);
    }

    // The library's own validator requires https.
    private static IssuerValidator Only(string issuer) => (given, _, _) => given == issuer
        ? given
        : throw new SecurityTokenInvalidIssuerException($"The issuer must be {issuer}.") { InvalidIssuer = given };
}
