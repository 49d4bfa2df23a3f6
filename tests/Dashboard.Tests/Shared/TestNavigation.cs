using System.Runtime.ExceptionServices;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace BackupDashboard.Tests.Shared;

/// <summary>
/// Goes where it is told to, as the server does it. Once a guard has asked the person, bUnit's own goes on outside the renderer, which
/// then draws no page.
/// </summary>
public sealed class TestNavigation : NavigationManager
{
    private readonly BunitContext _context;

    public TestNavigation(BunitContext context)
    {
        _context = context;
        Initialize("http://localhost/", "http://localhost/");
    }

    /// <summary>How often it has gone somewhere.</summary>
    public int Count { get; private set; }

    protected override void NavigateToCore(string uri, NavigationOptions options) =>
        _context.Renderer.Dispatcher.InvokeAsync(() => Go(uri, options));

    protected override void SetNavigationLockState(bool value)
    {
        // There is no browser that could be left.
    }

    protected override void HandleLocationChangingHandlerException(Exception ex, LocationChangingContext context) =>
        ExceptionDispatchInfo.Throw(ex);

    // Nobody waits for it: what is thrown goes to the renderer, and from there to the test.
    private async void Go(string uri, NavigationOptions options)
    {
        if (!await NotifyLocationChangingAsync(uri, options.HistoryEntryState, isNavigationIntercepted: false))
            return;

        Count++;
        Uri = ToAbsoluteUri(uri).OriginalString;
        NotifyLocationChanged(isInterceptedLink: false);
    }
}
