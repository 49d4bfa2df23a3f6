using System.Security.Claims;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace BackupDashboard.Operations;

/// <summary>
/// A dialog that asks for an operation: one request at a time, and what is in the way is told in the dialog. Asking may show that the
/// person's rights have changed, and that draws the page anew without the dialog: so no request ends with it, and its answer is told all the same.
/// </summary>
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
        Refuse(result.Problem);
        if (!result.IsAccepted)
            return;

        Snackbar.Add(accepted, Severity.Info);
        if (!IsGone)
            Dialog.Close();
    });

    /// <param name="problem">Null when nothing is in the way.</param>
    protected void Refuse(OperationProblem? problem)
    {
        Problem = problem?.Text;
        if (IsGone && Problem is not null)
            Snackbar.Add(Problem, Severity.Warning);
    }

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
