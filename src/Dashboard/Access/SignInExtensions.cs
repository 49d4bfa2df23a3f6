using BackupDashboard.Platform;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BackupDashboard.Access;

internal static class SignInExtensions
{
    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<SignInOptions>(SignInOptions.Section);
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();

        services.AddSessions();
        services.AddHostedService<SessionLoop>();

        // The cookie scheme challenges by our own /sign-in, the one place that talks to the provider and can report that it is down.
        var authentication = services.AddAuthentication(BearerExtensions.OrCookie);
        authentication.AddMicrosoftIdentityWebApp(builder.Configuration.GetSection(SignInOptions.Section));
        builder.AddBearer(authentication);
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IHostEnvironment>(ConfigureCookie);
        services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme)
            .Configure<IOptions<SignInOptions>, IHostEnvironment>(ConfigureProtocol);
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>()
            .Configure<IHostEnvironment>((options, environment) => options.Cookie.SecurePolicy = SecurePolicy(environment));
        // Someone in no team is served nothing but the page that says so.
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new RightRequirement(Right.View)).Build());
        services.AddSingleton<SignInProvider>();
        return builder;
    }

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet(SignInPaths.SignIn, SignInEndpoints.SignInAsync).AllowAnonymous();
        app.MapPost(SignInPaths.SignOut, SignInEndpoints.SignOutAsync).RequireAuthorization();
        return app;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options, IHostEnvironment environment)
    {
        options.Cookie.Name = "BackupDashboard";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = SecurePolicy(environment);
        options.ExpireTimeSpan = SessionOptions.Idle;
        options.SlidingExpiration = true;
        options.LoginPath = SignInPaths.SignIn;
        options.ReturnUrlParameter = SignInPaths.ReturnUrl;
        options.Events.OnValidatePrincipal = SignInEvents.StillThere;
        options.Events.OnRedirectToLogin = SignInEvents.AskToSignIn;
        options.Events.OnRedirectToAccessDenied = SignInEvents.Deny;
    }

    private static void ConfigureProtocol(OpenIdConnectOptions options, IOptions<SignInOptions> settings, IHostEnvironment environment)
    {
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.UsePkce = true;
        options.Scope.Clear();
        foreach (var scope in new[] { "openid", "profile", "offline_access" })
            options.Scope.Add(scope);
        // Tokens stay on the server: the cookie only names the session.
        options.SaveTokens = false;
        // Microsoft.Identity.Web has registered a handler that renames claims: ours keeps the provider's names.
        options.TokenHandler = new JsonWebTokenHandler { MapInboundClaims = false };
        options.TokenValidationParameters.NameClaimType = "name";
        options.TokenValidationParameters.RoleClaimType = "roles";
        options.BackchannelTimeout = TimeSpan.FromSeconds(15);
        WaitingSignIns.Configure(options);
        SignInEvents.AddTo(options.Events);
        if (environment.IsDevelopment() && settings.Value.IsPlainLoopback)
            SignInOverHttp.Allow(options, settings.Value.Issuer);
    }

    private static CookieSecurePolicy SecurePolicy(IHostEnvironment environment) =>
        environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
}
