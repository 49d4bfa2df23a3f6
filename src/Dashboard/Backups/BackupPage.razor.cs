using BackupDashboard.Activities;
using BackupDashboard.Fingerprints;
using BackupDashboard.Inventory;
using BackupDashboard.Journal;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BackupDashboard.Backups;

/// <summary>One backup: its facts, what can be done with it and what was. Also of one that was deleted.</summary>
public sealed partial class BackupPage
{
    private ZoneSnapshot? _zone;
    private JournalSnapshot _journal = JournalSnapshot.Empty;
    private FingerprintsSnapshot _fingerprints = FingerprintsSnapshot.Empty;
    private BackupRecord? _record;

    // What this page showed last: the backup may go before it is recorded.
    private Backup? _seen;
    private ActivityRows? _operations;
    private bool _isRead;
    private string _address = "";

    [Parameter]
    public string Zone { get; set; } = "";

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    public required ZoneViews Zones { get; init; }

    [Inject]
    public required JournalViews Journal { get; init; }

    [Inject]
    public required FingerprintStore Fingerprints { get; init; }

    [Inject]
    public required BackupRecords Records { get; init; }

    [Inject]
    public required ActivityReader Activity { get; init; }

    [Inject]
    public required ViewerTime Time { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private BackupRow? Row =>
        _zone is not null && _zone.Backups.TryGetValue(Id, out var backup)
            ? BackupRow.Of(_zone, backup, _journal, _fingerprints, Time.Now)
            : null;

    private Backup? Shown => Row?.Backup ?? _record?.Backup ?? _seen;

    private string Name => Shown is { } backup ? $"{backup.Slug}, {Time.Date(backup.StartedAt)}" : "Backup";

    private FingerprintCell Content => Row?.Content ?? new FingerprintCell("–", null, "Not known: it is no longer listed.");

    private string Origin => StartOf() is { } start ? $"by {start.Actor.Name}"
        : _record is { IsFromElsewhere: true } ? "outside this dashboard"
        : "";

    private string Ending => _operations?.Operations.FirstOrDefault(operation =>
        operation is { Kind: OperationKind.Delete, State: OperationState.Succeeded }) is { } deletion
            ? $"{deletion.Actor.Name} deleted it on {Time.Day(deletion.EndedAt ?? deletion.RequestedAt)}."
        : _record?.GoneAt is { } gone ? $"It was last listed before {Time.Day(gone)}, and was not deleted through this dashboard."
        : "The zone has just stopped listing it.";

    protected override void OnInitialized()
    {
        _journal = Follow(Journal.Subscribe(Grants), async batch =>
        {
            var before = _journal;
            _journal = batch.Snapshot;
            if (IsChanged(before))
                await ReadAsync();
        });
        _fingerprints = Follow(Fingerprints.Subscribe(), batch => _fingerprints = batch.Snapshot);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_address == Links.Backup(Zone, Id))
            return;

        _address = Links.Backup(Zone, Id);
        (_record, _seen, _operations, _isRead) = (null, null, null, false);
        if (_zone?.Zone.Slug != Zone)
            _zone = Zones.Find(Zone, Grants) is { } view ? Follow(view.Subscribe(), UseAsync) : null;
        await ReadAsync();
    }

    private async Task UseAsync(Feeds.Batch<ZoneSnapshot, Backup> batch)
    {
        // Of a zone that was left by a link to a backup of another one.
        if (batch.Snapshot.Zone.Slug != Zone)
            return;

        var was = Row;
        _zone = batch.Snapshot;
        _seen = was?.Backup ?? _seen;
        if ((was is null) != (Row is null) || (Row is null && Shown is not null && _record?.GoneAt is null))
            await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            _record = await Records.FindAsync(Zone, Id, Grants, Disposal);
            _operations = await Activity.PageAsync(Grants, new ActivityQuery { Search = Id }, Time.Zone, Disposal);
            _isRead = true;
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The page was left.
        }
    }

    private bool IsChanged(JournalSnapshot before) => _journal.Operations.Values.Any(operation =>
        (operation.BackupId == Id || operation.UpstreamId == Id) && before.Find(operation.Id) != operation);

    private Operation? StartOf() =>
        _operations?.Operations.FirstOrDefault(operation => operation.Kind is OperationKind.Start && operation.UpstreamId == Id);

    private Task DeleteAsync(BackupRow row) => DeleteBackupDialog.ShowAsync(Dialogs, row.Zone, row.Backup.Id);
}
