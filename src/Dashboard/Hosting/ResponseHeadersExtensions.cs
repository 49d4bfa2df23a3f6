using BackupDashboard.Access;
using BackupDashboard.Platform;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackupDashboard.Hosting;

internal static class ResponseHeadersExtensions
{
    private const string NoStore = "no-store";

    public static IServiceCollection AddResponseHeaders(this IServiceCollection services)
    {
        services.AddSettings<ResponseHeadersOptions>(ResponseHeadersOptions.Section);
        services.AddOptions<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>()
            .Configure(kestrel => kestrel.AddServerHeader = false);
        return services.AddSecurityHeaderPolicies((policies, provider) => policies.SetDefaultPolicy(headers => AddTo(headers, provider)));
    }

    // Other content rules for the endpoints that ask for them by .WithSecurityHeadersPolicy(name). A directive that change adds takes the
    // place of ours; a script's hash is csp.AddScriptSrc().Self().WithHash256("…").
    public static IServiceCollection AddContentPolicy(this IServiceCollection services, string name, Action<CspBuilder> change) =>
        services.AddSecurityHeaderPolicies((policies, provider) => policies.AddPolicy(name, headers => AddTo(headers, provider, change)));

    public static WebApplication UseResponseHeaders(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(KeepPagesOutOfCaches, context.Response);
            return next(context);
        });
        return app;
    }

    private static void AddTo(HeaderPolicyCollection headers, IServiceProvider provider, Action<CspBuilder>? change = null)
    {
        headers
            .AddContentSecurityPolicy(csp => AddDirectives(csp, provider.GetRequiredService<IOptions<SignInOptions>>().Value, change))
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddPermissionsPolicy(ForbidDevices)
            .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
            .AddCrossOriginResourcePolicy(resource => resource.SameOrigin());
        if (provider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            return;

        var hsts = provider.GetRequiredService<IOptions<ResponseHeadersOptions>>().Value;
        var seconds = (int)hsts.HstsMaxAge.TotalSeconds;
        _ = hsts.HstsIncludeSubDomains
            ? headers.AddStrictTransportSecurityMaxAgeIncludeSubDomains(seconds)
            : headers.AddStrictTransportSecurityMaxAge(seconds);
    }

    // By name: browsers complain about unknown entries of the library's own list.
    private static void ForbidDevices(PermissionsPolicyBuilder permissions)
    {
        permissions.AddCamera().None();
        permissions.AddDisplayCapture().None();
        permissions.AddFullscreen().None();
        permissions.AddGeolocation().None();
        permissions.AddMicrophone().None();
        permissions.AddMidi().None();
        permissions.AddPayment().None();
        permissions.AddUsb().None();
    }

    private static void AddDirectives(CspBuilder csp, SignInOptions signIn, Action<CspBuilder>? change)
    {
        csp.AddDefaultSrc().Self();
        csp.AddScriptSrc().Self();
        // MudBlazor writes style attributes and elements; beside a hash or a nonce browsers would ignore this.
        csp.AddStyleSrc().Self().UnsafeInline();
        csp.AddImgSrc().Self().Data();
        csp.AddConnectSrc().Self();
        csp.AddObjectSrc().None();
        csp.AddBaseUri().Self();
        csp.AddFrameAncestors().None();
        // The answer to the sign-out form leads to the provider, and browsers apply form-action to redirects.
        var form = csp.AddFormAction().Self();
        if (Uri.TryCreate(signIn.Instance, UriKind.Absolute, out var provider))
            form.From(provider.GetLeftPart(UriPartial.Authority));
        change?.Invoke(csp);
    }

    // Responses that declare how long they can be kept, such as files with a fingerprint, are left alone unless they are pages.
    private static Task KeepPagesOutOfCaches(object state)
    {
        var response = (HttpResponse)state;
        var said = response.Headers.CacheControl.ToString();
        var isPage = response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) is true;
        if (said.Length == 0 || (isPage && !said.Contains(NoStore, StringComparison.OrdinalIgnoreCase)))
            response.Headers[HeaderNames.CacheControl] = NoStore;
        return Task.CompletedTask;
    }
}
