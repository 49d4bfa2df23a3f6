using BackupDashboard.Access;
using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Backups;

/// <summary>One page of the zone's backups, read from the snapshot: only the page is copied.</summary>
public sealed partial class BackupsGrid
{
    private const string BoxGone = "The knowledge box is gone; this backup can still be restored into a new one.";

    private const string NotListed =
        "The knowledge box is gone, or the dashboard's token does not see it: the account counts more boxes than are listed.";

    private const string SizeUnknown = "The size is not known: the cloud gives it when the backup is completed";

    private (ZoneSnapshot, JournalSnapshot, BackupsQuery) _last;
    private FingerprintsSnapshot _fingerprints = FingerprintsSnapshot.Empty;
    private List<BackupRow> _rows = [];
    private Dictionary<string, FingerprintCell> _cells = [];
    private BackupsQuery _shown = new();
    private int _total;
    private string? _menuOf;

    [Parameter, EditorRequired]
    public ZoneSnapshot Snapshot { get; set; } = null!;

    [Parameter, EditorRequired]
    public JournalSnapshot Journal { get; set; } = null!;

    [Parameter, EditorRequired]
    public BackupsQuery Query { get; set; } = null!;

    [Parameter]
    public EventCallback<BackupsQuery> QueryChanged { get; set; }

    [Parameter, EditorRequired]
    public Selection<string> Selection { get; set; } = null!;

    [Parameter]
    public EventCallback OnSelected { get; set; }

    [Parameter]
    public EventCallback<Backup> OnDelete { get; set; }

    [Parameter]
    public EventCallback<string> OnFilterBox { get; set; }

    [Inject]
    public required ViewerTime Time { get; init; }

    [Inject]
    public required FingerprintStore Fingerprints { get; init; }

    protected override void OnInitialized() => _fingerprints = Follow(Fingerprints.Subscribe(), batch =>
    {
        _fingerprints = batch.Snapshot;
        ShowContent();
    });

    protected override void OnParametersSet()
    {
        if (_last == (Snapshot, Journal, Query))
            return;

        _last = (Snapshot, Journal, Query);
        _shown = Query;
        (var backups, _total) = _shown.ApplyTo(Snapshot, Time.Now);
        if (backups.Count == 0 && _total > 0)
        {
            // The last page has become empty, or an old link leads beyond it.
            _shown = Query with { Paging = Query.Paging.Within(_total) };
            (backups, _total) = _shown.ApplyTo(Snapshot, Time.Now);
        }

        _rows = [.. backups.Select(backup => new BackupRow(backup, Journal.ActiveOn(Zone, backup.Id), Journal.PinOf(Zone, backup.Id)))];
        ShowContent();
    }

    private string Zone => Snapshot.Zone.Slug;

    // Deletion is all that can be done with several backups: what the viewer cannot delete has no checkbox.
    private IEnumerable<string> Selectable => _rows.Where(IsSelectable).Select(row => row.Backup.Id);

    private bool IsPageSelected => Selectable.Any() && Selectable.All(Selection.Has);

    private bool IsSelectable(BackupRow row) => Grants.May(Right.Delete, Zone, row.Backup.Slug);

    private Task SortAsync(BackupSort column) => QueryChanged.InvokeAsync(Query with
    {
        Sort = column,
        Descending = Query.Sort == column ? !Query.Descending : column is BackupSort.Started,
        Paging = Query.Paging.AtFirst(),
    });

    private Task SelectAsync(string id, bool selected)
    {
        Selection.Set([id], selected);
        return OnSelected.InvokeAsync();
    }

    private Task SelectPageAsync(bool selected)
    {
        Selection.Set(Selectable, selected);
        return OnSelected.InvokeAsync();
    }

    private void ShowContent() => _cells = _rows.ToDictionary(row => row.Backup.Id, row => ContentOf(row.Backup));

    private FingerprintCell ContentOf(Backup backup)
    {
        var fingerprint = backup.IsCompleted ? FingerprintOf(backup) : null;
        var previous = fingerprint is null ? null : Snapshot.Index.BackupsOf(backup.KnowledgeBoxId)
            .Where(other => other.StartedAt < backup.StartedAt && other.IsCompleted).Select(FingerprintOf)
                .FirstOrDefault(found => found is not null);
        return FingerprintView.Cell(fingerprint, previous);
    }

    private Fingerprint? FingerprintOf(Backup backup) => _fingerprints.Find(Snapshot.Zone.Slug, backup.Id);

    private string AgeOf(Backup backup) => PlausibleTime.IsKnown(backup.StartedAt) ? Format.Age(backup.StartedAt, Time.Now) : "";

    private static string SizeOf(Backup backup) => backup.Size is { } size ? Format.Bytes(size) : "–";

    private string ShortDuration(Backup backup) =>
        backup.FinishedAt is null || !backup.HasKnownTimes ? "–" : Format.Clock(backup.Duration(Time.Now));

    private string Duration(Backup backup) =>
        backup.FinishedAt is null || !backup.HasKnownTimes ? "–" : Format.Duration(backup.Duration(Time.Now));
}
