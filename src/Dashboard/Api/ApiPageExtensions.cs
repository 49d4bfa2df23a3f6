using BackupDashboard.Access;
using BackupDashboard.Hosting;
using Scalar.AspNetCore;

namespace BackupDashboard.Api;

/// <summary>The document as a page. Everything it needs is served from here: it contacts no other host.</summary>
internal static class ApiPageExtensions
{
    public const string Path = "/api/docs";

    /// <summary>
    /// Of the page's only inline script, for a policy that allows no other. It changes with the options below and with the package.
    /// </summary>
    public const string ScriptHash = "IVxGBvsj4zOWAMcqjLmCm21DdOUWeraH8Hl44bXVvB0=";

    private const string Policy = "API page";

    public static IServiceCollection AddApiPage(this IServiceCollection services) =>
        services.AddContentPolicy(Policy, csp => csp.AddScriptSrc().Self().WithHash256(ScriptHash));

    public static void MapApiPage(this IEndpointRouteBuilder app) => app.MapScalarApiReference(Path, options => options
        .WithTitle("BackupDashboard API")
        .AddDocument("v1", routePattern: ApiDocumentExtensions.Path)
        .WithTheme(ScalarTheme.None)
        .WithFavicon("/favicon.svg")
        .WithDefaultHttpClient(ScalarTarget.Shell, ScalarClient.Curl)
        .WithProxy("")
        .DisableDefaultFonts()
        .DisableTelemetry()
        .DisableAgent()
        .DisableMcp()
        .HideDeveloperTools()
        .HideClientButton())
        .RequireAuthorization(Policies.View)
        .WithSecurityHeadersPolicy(Policy);
}
