using BackupDashboard.Journal;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Restores;

public sealed partial class RestoreView
{
    private ZoneSnapshot _snapshot = null!;
    private JournalSnapshot _journal = JournalSnapshot.Empty;
    private Backup? _backup;
    private Operation? _old;
    private Guid? _searched;

    [Parameter, EditorRequired]
    public ZoneView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public string BackupId { get; set; } = "";

    [Parameter]
    public Guid? OperationId { get; set; }

    [Inject]
    public required JournalViews Journal { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Zone => View.Slug;

    // The feed is throttled: an operation that was requested a moment ago may only be in the journal itself.
    private Operation? Operation =>
        OperationId is { } id ? _journal.Find(id) ?? Journal.Of(Grants).Find(id) ?? (_old?.Id == id ? _old : null) : null;

    protected override void OnInitialized()
    {
        _journal = Follow(Journal.Subscribe(Grants), batch => _journal = batch.Snapshot);
        Use(Follow(View.Subscribe(), batch => Use(batch.Snapshot)));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (OperationId is not { } id || _searched == id || Operation is not null)
            return;

        _old = await Journal.FindAsync(id, Grants, Disposal);
        _searched = id;
    }

    private void Use(ZoneSnapshot snapshot)
    {
        _snapshot = snapshot;

        // The backup may be deleted while its restore is followed: its last state stays.
        _backup = snapshot.Backups.GetValueOrDefault(BackupId) ?? _backup;
    }

    private void FollowOperation(Operation operation) =>
        Navigation.NavigateTo(Links.RestoreProgress(Zone, BackupId, operation.Id), replace: true);

    private void StartAgain() => Navigation.NavigateTo(Links.Restore(Zone, BackupId), replace: true);
}
