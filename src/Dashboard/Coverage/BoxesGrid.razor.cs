using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Coverage;

/// <summary>One page of the boxes of all zones.</summary>
public sealed partial class BoxesGrid
{
    private const int InTrend = 10;

    [Parameter, EditorRequired]
    public IReadOnlyList<BoxCoverage> Boxes { get; set; } = [];

    /// <summary>The latest restore from a backup of each box.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<BoxInZone, Operation> Restored { get; set; } = new Dictionary<BoxInZone, Operation>();

    [Parameter, EditorRequired]
    public BoxesQuery Query { get; set; } = null!;

    [Parameter]
    public EventCallback<BoxesQuery> QueryChanged { get; set; }

    [Parameter, EditorRequired]
    public Selection<BoxInZone> Selection { get; set; } = null!;

    [Parameter]
    public EventCallback OnSelected { get; set; }

    [Parameter]
    public EventCallback<BoxInZone> OnStart { get; set; }

    [CascadingParameter]
    public Grants Grants { get; set; } = Grants.None;

    [Inject]
    public required ViewerTime Time { get; init; }

    [Inject]
    public required ZoneViews Zones { get; init; }

    private List<BoxRow> _rows = [];
    private readonly Drawn _drawn = new();

    private IEnumerable<BoxInZone> Selectable =>
        Boxes.Where(box => Grants.May(Right.Backup, box.Zone, box.Box.Slug)).Select(box => box.Key);

    private bool IsPageSelected => Selectable.Any() && Selectable.All(Selection.Has);

    protected override void OnParametersSet()
    {
        var rows = Boxes.Select(box => BoxRow.Of(box, SizesOf(box), Restored.GetValueOrDefault(box.Key), Time.Now)).ToList();
        _rows = rows.SequenceEqual(_rows) ? _rows : rows;
    }

    private object Shown => (_rows, Query, Grants, Selection.Changes);

    protected override bool ShouldRender() => _drawn.IsAnother(Shown);

    // Of its latest backups that are complete, the oldest first. For the boxes of one page only.
    private List<long> SizesOf(BoxCoverage box) =>
    [
        .. (Zones.Find(box.Zone, Grants)?.Current.Index.BackupsOf(box.Box.Id) ?? [])
            .Where(backup => backup is { IsCompleted: true, Size: not null })
            .OrderBy(backup => backup.StartedAt).TakeLast(InTrend).Select(backup => backup.Size!.Value),
    ];

    private Task SortAsync(BoxSort column) => QueryChanged.InvokeAsync(Query with
    {
        Sort = column,
        Descending = Query.Sort == column ? !Query.Descending : column is BoxSort.Age or BoxSort.Backups or BoxSort.Size,
        Paging = Query.Paging.AtFirst(),
    });

    private Task SelectAsync(IEnumerable<BoxInZone> boxes, bool selected)
    {
        Selection.Set(boxes, selected);
        return OnSelected.InvokeAsync();
    }
}
