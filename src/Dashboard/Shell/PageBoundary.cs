using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace BackupDashboard.Shell;

/// <summary>
/// Stops its content when that throws, and logs why. A JSDisconnectedException after the page was left is expected (ours, MudBlazor's or
/// the framework's), so it is neither shown nor logged.
/// </summary>
public sealed class PageBoundary : ErrorBoundary
{
    [Inject]
    public required ILogger<PageBoundary> Logger { get; init; }

    // Not as the framework does it: that logs a warning, and sends the exception to the browser too.
    protected override Task OnErrorAsync(Exception exception)
    {
        // If a task has failed immediately, the renderer passes its whole exception.
        if (exception.GetBaseException() is not JSDisconnectedException)
            Log.PageThrew(Logger, exception);
        return Task.CompletedTask;
    }
}
