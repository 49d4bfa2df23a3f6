using BackupDashboard.Access;
using BackupDashboard.Hosting;
using BackupDashboard.Platform;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using MudBlazor;
using MudBlazor.Services;

namespace BackupDashboard.Layout;

internal static class LayoutExtensions
{
    public static IServiceCollection AddLayout(this IServiceCollection services)
    {
        services.AddSettings<ShellOptions>(ShellOptions.Section);
        services.AddCircuits();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddScoped<AuthenticationStateProvider, CircuitPerson>();
        services.AddCascadingAuthenticationState();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            mud.SnackbarConfiguration.VisibleStateDuration = 6000;
            mud.SnackbarConfiguration.PreventDuplicates = true;
        });
        services.AddScoped<Browser>();
        services.AddScoped<Clipboard>();
        services.AddScoped<ViewerTime>();
        services.AddScoped<Finder>();
        return services;
    }

    public static IEndpointRouteBuilder MapLayout(this IEndpointRouteBuilder app)
    {
        app.MapStaticAssets().AllowAnybody();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server =>
        {
            // If an attacker's text and a secret are compressed together, the length reveals the secret.
            server.DisableWebSocketCompression = true;
            server.ContentSecurityFrameAncestorsPolicy = null;
        }).Add(TakeNoForms);
        return app;
    }

    // The framework opens every page to POST, and answers some with 500. Forms post to their own endpoints here.
    private static void TakeNoForms(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
            return;

        foreach (var methods in endpoint.Metadata.OfType<HttpMethodMetadata>().ToList())
            endpoint.Metadata.Remove(methods);
        endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get]));
    }
}
