using System.Globalization;
using BackupDashboard.Access;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Coverage;

/// <summary>One page of the boxes of all zones.</summary>
public sealed partial class BoxesGrid
{
    [Parameter, EditorRequired]
    public IReadOnlyList<BoxCoverage> Boxes { get; set; } = [];

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

    private IEnumerable<BoxInZone> Selectable =>
        Boxes.Where(box => Grants.May(Right.Backup, box.Zone, box.Box.Slug)).Select(box => box.Key);

    private bool IsPageSelected => Selectable.Any() && Selectable.All(Selection.Has);

    // Of the bar's width. The goal's mark is at two thirds; what is half as old again fills it.
    private static string Percent(TimeSpan age, FreshnessGoal goal) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Min(1, age / goal.MaxAge / 1.5):0}%");

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
