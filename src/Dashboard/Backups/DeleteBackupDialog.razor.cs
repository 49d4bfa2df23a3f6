using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace BackupDashboard.Backups;

public sealed partial class DeleteBackupDialog
{
    private ZoneSnapshot? _snapshot;
    private Backup? _backup;
    private string _typed = "";

    [Parameter, EditorRequired]
    public string Zone { get; set; } = "";

    [Parameter, EditorRequired]
    public string BackupId { get; set; } = "";

    [Inject]
    public required ZoneViews Zones { get; init; }

    [Inject]
    public required JournalViews Journal { get; init; }

    [Inject]
    public required BackupOperations Operations { get; init; }

    [Inject]
    public required IOptions<OperationsOptions> Settings { get; init; }

    private TimeSpan Grace => Settings.Value.DeleteGrace;

    private bool IsConfirmed => !IsBusy && _backup is not null && (!_backup.IsCompleted || _typed == _backup.Slug);

    private IReadOnlyList<ApprovalReason> Reasons =>
        Person is null ? [] : Operations.ApprovalsOf(Person, Grants, Zone, [BackupId]).GetValueOrDefault(BackupId) ?? [];

    private IEnumerable<string> Warnings =>
        _backup is null || _snapshot is null ? [] : DeletionWarnings.Of(_backup, _snapshot, Journal.Of(Grants));

    public static async Task ShowAsync(IDialogService dialogs, string zone, string backupId) =>
        await dialogs.ShowAsync<DeleteBackupDialog>(
            null,
            new DialogParameters<DeleteBackupDialog> { { dialog => dialog.Zone, zone }, { dialog => dialog.BackupId, backupId } },
            Options);

    protected override void OnInitialized()
    {
        if (Zones.Find(Zone, Grants) is { } zone)
            Use(Follow(zone.Subscribe(), batch => Use(batch.Snapshot)));
    }

    private void Use(ZoneSnapshot snapshot)
    {
        _snapshot = snapshot;
        _backup = snapshot.Backups.GetValueOrDefault(BackupId);
    }

    private Task OnKeyAsync(KeyboardEventArgs key) => key.Key == "Enter" && IsConfirmed ? DeleteAsync() : Task.CompletedTask;

    private Task DeleteAsync() => !IsConfirmed ? Task.CompletedTask : RequestAsync(
        person => Operations.DeleteAsync(Caller.Of(person, Why), Zone, BackupId, _typed, CancellationToken.None),
        Grace == TimeSpan.Zero
            ? $"The deletion of a backup of {_backup!.Slug} was requested."
            : $"A backup of {_backup!.Slug} will be deleted in {Format.Duration(Grace)}. Until then it can be undone.");
}
