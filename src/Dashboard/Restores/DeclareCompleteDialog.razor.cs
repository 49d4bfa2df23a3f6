using BackupDashboard.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace BackupDashboard.Restores;

/// <summary>A person's word that a restore is complete, with the reason.</summary>
public sealed partial class DeclareCompleteDialog
{
    private string _reason = "";
    private string? _problem;
    private bool _busy;

    [Parameter, EditorRequired]
    public Operation Operation { get; set; } = null!;

    [CascadingParameter]
    public IMudDialogInstance Dialog { get; set; } = null!;

    [CascadingParameter]
    public Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    public required OperationDecisions Decisions { get; init; }

    private bool CanDeclare => !_busy && !string.IsNullOrWhiteSpace(_reason);

    public static async Task ShowAsync(IDialogService dialogs, Operation operation) =>
        await dialogs.ShowAsync<DeclareCompleteDialog>(
            null,
            new DialogParameters<DeclareCompleteDialog> { { dialog => dialog.Operation, operation } },
            new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true });

    private async Task DeclareAsync()
    {
        // A second click may be dispatched before the disabled button reaches the browser.
        if (!CanDeclare)
            return;

        // Not cancelled with the dialog: what a person has decided is written.
        _busy = true;
        var result = await Decisions.ConfirmContentAsync((await Authentication).User, Operation.Id, _reason, CancellationToken.None);
        _busy = false;
        _problem = result.Problem?.Text;
        if (result.IsAccepted)
            Dialog.Close();
    }
}
