using System.Security.Claims;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace BackupDashboard.Operations;

/// <summary>A dialog that asks for an operation: one request at a time, and what is in the way is told in the dialog.</summary>
public abstract class RequestDialog : LiveComponent
{
    [CascadingParameter]
    public IMudDialogInstance Dialog { get; set; } = null!;

    [CascadingParameter]
    public Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    protected bool IsBusy { get; private set; }

    protected string? Problem { get; set; }

    protected static DialogOptions Options { get; } = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true };

    /// <summary>Asks, tells what came of it, and closes when it was accepted.</summary>
    protected Task RequestAsync(Func<ClaimsPrincipal, Task<RequestResult>> request, string accepted) => WhileBusyAsync(async person =>
    {
        var result = await request(person);
        Problem = result.Problem?.Text;
        if (!result.IsAccepted)
            return;

        Snackbar.Add(accepted, Severity.Info);
        Dialog.Close();
    });

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
