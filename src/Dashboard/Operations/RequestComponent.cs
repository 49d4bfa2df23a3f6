using System.Security.Claims;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace BackupDashboard.Operations;

/// <summary>
/// A component that requests something of the services: one request at a time, as the person who is signed in then. A request may show
/// that the person's rights have changed, and that draws the page anew without the component: so no request ends with it, and its answer
/// is shown all the same.
/// </summary>
public abstract class RequestComponent : LiveComponent
{
    [CascadingParameter]
    public Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    protected bool IsBusy { get; private set; }

    /// <summary>Requests, and shows what came of it.</summary>
    protected Task RequestAsync(Func<ClaimsPrincipal, Task<RequestResult>> request, string accepted) =>
        WhileBusyAsync(async person => Show(await request(person), accepted));

    /// <param name="accepted">What is said when it was accepted.</param>
    protected virtual void Show(RequestResult result, string accepted) =>
        Snackbar.Add(result.Problem?.Text ?? accepted, result.IsAccepted ? Severity.Info : Severity.Warning);

    protected async Task WhileBusyAsync(Func<ClaimsPrincipal, Task> work)
    {
        // A second click may be dispatched before the disabled button reaches the browser.
        if (IsBusy)
            return;

        IsBusy = true;
        try
        {
            await work((await Authentication).User);
        }
        finally
        {
            IsBusy = false;
        }
    }
}
