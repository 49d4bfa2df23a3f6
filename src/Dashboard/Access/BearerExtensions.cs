using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;

namespace BackupDashboard.Access;

// Tokens of programs, issued by the directory that people sign in with.
internal static class BearerExtensions
{
    // The default scheme. The request decides between bearer and cookie, once, and only that one is checked.
    public const string OrCookie = "BearerOrCookie";

    private const string HubToken = "access_token";

    public static void AddBearer(this WebApplicationBuilder builder, AuthenticationBuilder authentication)
    {
        authentication.AddPolicyScheme(OrCookie, null, options => options.ForwardDefaultSelector = SchemeOf);
        authentication.AddScheme<AuthenticationSchemeOptions, ForAnybody.Handler>(ForAnybody.Scheme, null);
        authentication.AddMicrosoftIdentityWebApi(builder.Configuration.GetSection(SignInOptions.Section));
        // A program without a role is authenticated without rights (403), not anonymous (401). BearerEvents is stricter about the rest.
        builder.Services.Configure<MicrosoftIdentityOptions>(
            JwtBearerDefaults.AuthenticationScheme, options => options.AllowWebApiToBeAuthorizedByACL = true);
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<SignInOptions>, IHostEnvironment>(Configure);
        // It logs the address of every request with its query, where hub clients have to put their token.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
    }

    // A browser cannot set headers for a web socket, so a hub client puts its token into the address.
    public static string? HubTokenOf(HttpRequest request) =>
        request.Path.StartsWithSegments("/hubs") && request.Headers.Authorization.Count == 0
            && request.Query[HubToken] is [{ Length: > 0 } token]
            ? token
            : null;

    private static string SchemeOf(HttpContext context) =>
        ForAnybody.Is(context) ? ForAnybody.Scheme
        : Has(context.Request) ? JwtBearerDefaults.AuthenticationScheme
        : CookieAuthenticationDefaults.AuthenticationScheme;

    private static bool Has(HttpRequest request) => request.Headers.Authorization.Count > 0 || HubTokenOf(request) is not null;

    private static void Configure(JwtBearerOptions options, IOptions<SignInOptions> settings, IHostEnvironment environment)
    {
        var signIn = settings.Value;
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.BackchannelTimeout = TimeSpan.FromSeconds(15);
        options.TokenValidationParameters.AudienceValidator = null;
        options.TokenValidationParameters.ValidAudiences = [signIn.ClientId, $"api://{signIn.ClientId}"];
        BearerEvents.AddTo(options.Events, signIn);
        if (environment.IsDevelopment() && signIn.IsPlainLoopback)
            SignInOverHttp.Allow(options, signIn.Issuer);
    }
}
