using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace BackupDashboard.Shell;

/// <summary>
/// Stops what it contains when that throws, and logs why; but not that the browser has gone. Pages are left while they start, and right after
/// a click: whatever then still asks the browser for something, be it ours, MudBlazor's or the framework's, is told so by an exception, which
/// is nobody's mistake, and there is nobody to tell.
/// </summary>
public sealed class PageBoundary : ErrorBoundary
{
    [Inject]
    public required ILogger<PageBoundary> Logger { get; init; }

    /// <summary>Not as the framework does it: it takes a mistake for a warning, and tells it to the browser too.</summary>
    protected override Task OnErrorAsync(Exception exception)
    {
        // The renderer hands over the whole of a task's exception when the task has failed at once.
        if (exception.GetBaseException() is not JSDisconnectedException)
            Log.PageThrew(Logger, exception);
        return Task.CompletedTask;
    }
}
