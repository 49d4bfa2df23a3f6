using BackupDashboard.Live;
using BackupDashboard.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace BackupDashboard.Backups;

public sealed partial class DeleteBackupDialog
{
    private ZoneSnapshot? _snapshot;
    private Backup? _backup;
    private string _typed = "";
    private bool _busy;
    private string? _problem;

    [Parameter, EditorRequired]
    public string Zone { get; set; } = "";

    [Parameter, EditorRequired]
    public string BackupId { get; set; } = "";

    [CascadingParameter]
    public IMudDialogInstance Dialog { get; set; } = null!;

    [CascadingParameter]
    public Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    public required ZoneWatchers Zones { get; init; }

    [Inject]
    public required Journal Journal { get; init; }

    [Inject]
    public required BackupOperations Operations { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    private bool IsConfirmed => !_busy && _backup is not null && (!_backup.IsCompleted || _typed == _backup.Slug);

    private IEnumerable<string> Warnings
    {
        get
        {
            if (_backup is null || _snapshot is null)
                yield break;
            if (_snapshot.Index.IsOnlyCompleted(_backup))
                yield return "This is the only completed backup of this knowledge box. After this there is none.";
            else if (_snapshot.Index.IsNewest(_backup))
                yield return "This is the newest backup of this knowledge box.";
            if (_snapshot.Index.IsOrphan(_backup))
                yield return "The knowledge box itself is gone: its content exists in its backups alone.";
            if (Journal.Current.RestoreFrom(Zone, BackupId) is not null)
                yield return "A restore from this backup is running. What a deletion does to it is not known.";
        }
    }

    public static async Task ShowAsync(IDialogService dialogs, string zone, string backupId) =>
        await dialogs.ShowAsync<DeleteBackupDialog>(
            null,
            new DialogParameters<DeleteBackupDialog> { { dialog => dialog.Zone, zone }, { dialog => dialog.BackupId, backupId } },
            new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true });

    protected override void OnInitialized()
    {
        if (Zones.Find(Zone) is { } watcher)
            Use(Follow(watcher.Subscribe(), batch => Use(batch.Snapshot)));
    }

    private void Use(ZoneSnapshot snapshot)
    {
        _snapshot = snapshot;
        _backup = snapshot.Backups.GetValueOrDefault(BackupId);
    }

    private Task OnKeyAsync(KeyboardEventArgs key) => key.Key == "Enter" && IsConfirmed ? DeleteAsync() : Task.CompletedTask;

    private async Task DeleteAsync()
    {
        // A second click may be dispatched before the disabled button reaches the browser.
        if (!IsConfirmed)
            return;

        _busy = true;
        var result = await Operations.DeleteAsync((await Authentication).User, Zone, BackupId, _typed, Disposal);
        _busy = false;
        if (result.IsAccepted)
        {
            Snackbar.Add($"The deletion of a backup of {_backup!.Slug} has been asked for.", Severity.Info);
            Dialog.Close();
            return;
        }

        _problem = result.Problem!.Text;
    }
}
