using System.Security.Claims;
using BackupDashboard.Journal;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BackupDashboard.Operations;

/// <summary>A dialog that requests an operation: problems are shown in the dialog while it is open.</summary>
public abstract class RequestDialog : RequestComponent
{
    [CascadingParameter]
    public IMudDialogInstance Dialog { get; set; } = null!;

    protected string? Problem { get; set; }

    // Who has opened it; null until that is known.
    protected ClaimsPrincipal? Person { get; private set; }

    // Told to those who are asked to approve it.
    protected string Why { get; set; } = "";

    protected static DialogOptions Options { get; } = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true };

    protected override async Task OnInitializedAsync() => Person = (await Authentication).User;

    protected override void Show(RequestResult result, string accepted)
    {
        Refuse(result.Problem);
        if (!result.IsAccepted)
            return;

        Snackbar.Add(ToldOf(result, accepted), Severity.Info);
        if (!IsGone)
            Dialog.Close();
    }

    // problem: null if nothing is in the way.
    protected void Refuse(OperationProblem? problem)
    {
        Problem = problem?.Text;
        if (IsGone && Problem is not null)
            Snackbar.Add(Problem, Severity.Warning);
    }
}
