using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace BackupDashboard.Coverage;

/// <summary>The knowledge boxes of all zones, the most urgent first: keeps the view in the address.</summary>
public sealed partial class BoxesPage
{
    private readonly Selection<BoxInZone> _selection = new();
    private BoxesQuery _query = new();
    private List<BoxCoverage> _found = [];
    private Dictionary<BoxInZone, Operation> _restored = [];

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private Paging Shown => _query.Paging.Within(_found.Count);

    private List<BoxCoverage> Rows => [.. _found.Skip(Shown.Skipped).Take(Shown.Size)];

    protected override void OnInitialized()
    {
        _query = BoxesQuery.Parse(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        base.OnInitialized();
    }

    protected override void OnDisposing()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        base.OnDisposing();
    }

    protected override void OnChanged()
    {
        base.OnChanged();
        _found = _query.ApplyTo(Report);
        _restored = Operations.Operations.Values
            .Where(operation => operation is { Kind: OperationKind.Restore, State: OperationState.Succeeded })
            .GroupBy(operation => new BoxInZone(operation.Zone, operation.KnowledgeBoxId))
            .ToDictionary(same => same.Key, same => same.MaxBy(operation => operation.RequestedAt)!);

        // What is gone can no longer be backed up.
        var there = Report.Boxes.Select(box => box.Key).ToHashSet();
        _selection.Keep(there.Contains);
    }

    private void Show(BoxesQuery query)
    {
        if (query == _query)
            return;

        _query = query;
        _found = query.ApplyTo(Report);
        Navigation.NavigateTo(query.ToAddress(), replace: true);
    }

    private Task StartAsync(IReadOnlyList<BoxInZone> boxes) =>
        StartManyDialog.ShowAsync(Dialogs, boxes, EventCallback.Factory.Create(this, _selection.Clear));

    private Task SetGoalAsync() => GoalDialog.ShowAsync(Dialogs, Ticked(), EventCallback.Factory.Create(this, _selection.Clear));

    private Task ExemptAsync() => ExemptDialog.ShowAsync(Dialogs, Ticked(), EventCallback.Factory.Create(this, _selection.Clear));

    private IReadOnlyList<BoxScope> Ticked() => [.. Report.Boxes.Where(box => _selection.Has(box.Key)).Select(box => box.Scope)];

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        var query = BoxesQuery.Parse(change.Location);
        if (IsGone || !Navigation.IsAt(change.Location, Links.Boxes) || query == _query)
            return;

        // Someone went back, or followed a link to another view of the boxes.
        _ = InvokeAsync(() =>
        {
            _query = query;
            _found = query.ApplyTo(Report);
            StateHasChanged();
        });
    }
}
