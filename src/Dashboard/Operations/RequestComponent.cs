using System.Security.Claims;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace BackupDashboard.Operations;

/// <summary>
/// A component that sends requests to the services: one at a time, as the signed-in person. A request may reveal that their rights have
/// changed, which redraws the page without the component: so no request is cancelled with it, and its answer is shown anyway.
/// </summary>
public abstract class RequestComponent : LiveComponent
{
    [CascadingParameter]
    public Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    protected bool IsBusy { get; private set; }

    protected Task RequestAsync(Func<ClaimsPrincipal, Task<RequestResult>> request, string accepted) =>
        WhileBusyAsync(async person => Show(await request(person), accepted));

    protected virtual void Show(RequestResult result, string accepted) =>
        Snackbar.Add(result.Problem?.Text ?? ToldOf(result, accepted), result.IsAccepted ? Severity.Info : Severity.Warning);

    // What takes a second person has not happened yet.
    protected static string ToldOf(RequestResult result, string accepted) =>
        result.Operation is { AwaitsApproval: true, Approval: { } asked }
        ? $"Asked for. {ApprovalWords.HasToApprove(asked)}"
        : accepted;

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
