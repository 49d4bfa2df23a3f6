using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace BackupDashboard.Layout;

public sealed partial class App
{
    private static readonly InteractiveServerRenderMode WithoutPrerendering = new(prerender: false);

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    private InteractiveServerRenderMode? Mode => HttpContext.AcceptsInteractiveRouting() ? WithoutPrerendering : null;
}
