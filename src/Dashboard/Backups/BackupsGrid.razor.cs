using BackupDashboard.Access;
using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Identity.Web;

namespace BackupDashboard.Backups;

/// <summary>
/// One page of backups, read from the snapshots: only the page is copied. While the pointer is on the table its rows keep their places, so
/// that none is clicked that was another one a moment ago; new ones wait.
/// </summary>
public sealed partial class BackupsGrid
{
    private (IReadOnlyList<ZoneSnapshot> Zones, JournalSnapshot Journal, BackupsQuery Query) _last = ([], JournalSnapshot.Empty, new());
    private FingerprintsSnapshot _fingerprints = FingerprintsSnapshot.Empty;
    private List<BackupRow> _rows = [];
    private BackupsQuery _shown = new();
    private int _total;

    // Counted, because the menu says what is true when it is opened, also of the same backup.
    private (string? Of, int Opened) _menu;
    private readonly Drawn _drawn = new();
    private string? _person;
    private bool _isUnderPointer;

    // New on this page, but not shown while the pointer is on the table.
    private int _waiting;

    [Parameter, EditorRequired]
    public IReadOnlyList<ZoneSnapshot> Zones { get; set; } = [];

    /// <summary>What the table is called for those who cannot see it.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public JournalSnapshot Journal { get; set; } = null!;

    [Parameter, EditorRequired]
    public BackupsQuery Query { get; set; } = null!;

    [Parameter]
    public EventCallback<BackupsQuery> QueryChanged { get; set; }

    /// <summary>Of ids; null where several cannot be chosen.</summary>
    [Parameter]
    public Selection<string>? Selection { get; set; }

    [Parameter]
    public EventCallback OnSelected { get; set; }

    [Parameter]
    public EventCallback<BackupRow> OnDelete { get; set; }

    [Parameter]
    public EventCallback<string> OnFilterBox { get; set; }

    [Inject]
    public required ViewerTime Time { get; init; }

    [Inject]
    public required FingerprintStore Fingerprints { get; init; }

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    private bool IsOfManyZones => Zones.Count > 1;

    private bool HasSelection => Selection is not null && Zones.Any(zone => Grants.MayIn(Right.Delete, zone.Zone.Slug));

    // Deletion is all that can be done with several backups: what the viewer cannot delete has no checkbox.
    private IEnumerable<string> Selectable => _rows.Where(IsSelectable).Select(row => row.Backup.Id);

    private bool IsPageSelected => Selectable.Any() && Selectable.All(Selection!.Has);

    protected override async Task OnInitializedAsync()
    {
        _fingerprints = Follow(Fingerprints.Subscribe(), batch =>
        {
            _fingerprints = batch.Snapshot;
            Show(_rows.ConvertAll(Renewed), _waiting);
        });
        _person = Authentication is null ? null : (await Authentication).User.GetObjectId();
    }

    protected override void OnParametersSet()
    {
        if (_last.Zones.SequenceEqual(Zones) && (_last.Journal, _last.Query) == (Journal, Query))
            return;

        var isSameView = Query == _last.Query;
        _last = (Zones, Journal, Query);
        var rows = Read();
        if (isSameView && _isUnderPointer)
            Hold(rows);
        else
            Show(rows);
    }

    private object Shown => (_rows, _waiting, _total, _shown, Query, _menu, IsOfManyZones, Label, Grants, Selection?.Changes);

    protected override bool ShouldRender() => _drawn.IsAnother(Shown);

    private List<BackupRow> Read()
    {
        _shown = Query;
        (var backups, _total) = _shown.ApplyTo(Zones, Time.Now, Time.Zone);
        if (backups.Count == 0 && _total > 0)
        {
            // The last page has become empty, or an old link leads beyond it.
            _shown = Query with { Paging = Query.Paging.Within(_total) };
            (backups, _total) = _shown.ApplyTo(Zones, Time.Now, Time.Zone);
        }

        return [.. backups.Select(row => RowOf(row.Zone, row.Backup))];
    }

    private BackupRow RowOf(ZoneSnapshot zone, Backup backup) => BackupRow.Of(zone, backup, Journal, _fingerprints, Time.Now);

    private void Show(List<BackupRow> rows, int waiting = 0) => (_rows, _waiting) = (rows.SequenceEqual(_rows) ? _rows : rows, waiting);

    // What people have started themselves they wait for: it comes at once.
    private void Hold(List<BackupRow> rows)
    {
        var shown = _rows.Select(row => row.Backup.Id).ToHashSet();
        var added = rows.Where(row => !shown.Contains(row.Backup.Id)).ToList();
        if (added.Any(IsOwn))
        {
            Show(rows);
            return;
        }

        Show(_rows.ConvertAll(Renewed), added.Count);
    }

    private BackupRow Renewed(BackupRow row) =>
        Zones.FirstOrDefault(zone => zone.Zone.Slug == row.Zone) is not { } zone || !zone.Backups.TryGetValue(row.Backup.Id, out var backup)
            ? row with { IsGone = true, Operation = null, Pin = null }
            : RowOf(zone, backup);

    private bool IsOwn(BackupRow row) => Journal.Operations.Values.Any(operation =>
        operation.Kind is OperationKind.Start && operation.UpstreamId == row.Backup.Id && operation.Actor.ObjectId == _person);

    private void Show() => Show(Read());

    private void Release()
    {
        _isUnderPointer = false;
        Show();
    }

    private bool IsSelectable(BackupRow row) => !row.IsGone && Grants.May(Right.Delete, row.Zone, row.Backup.Slug);

    private void OpenMenu(BackupRow row) => _menu = (row.Backup.Id, _menu.Opened + 1);

    private Task SortAsync(BackupSort column) => QueryChanged.InvokeAsync(Query with
    {
        Sort = column,
        Descending = Query.Sort == column ? !Query.Descending : column is BackupSort.Started,
        Paging = Query.Paging.AtFirst(),
    });

    private Task SelectAsync(string id, bool selected)
    {
        Selection!.Set([id], selected);
        return OnSelected.InvokeAsync();
    }

    private Task SelectPageAsync(bool selected)
    {
        Selection!.Set(Selectable, selected);
        return OnSelected.InvokeAsync();
    }
}
