using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace BackupDashboard.Layout;

public sealed partial class App
{
    private static readonly InteractiveServerRenderMode WithoutPrerendering = new(prerender: false);

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    /// <summary>One interactive root for the console. Pages around sign-in are static: they have no circuit.</summary>
    private InteractiveServerRenderMode? Mode => HttpContext.AcceptsInteractiveRouting() ? WithoutPrerendering : null;
}
