using BackupDashboard.Live;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BackupDashboard.Backups;

/// <summary>One page of the zone's backups. Reloading it reads the snapshot again: nothing is fetched, nothing is copied but the page.</summary>
public sealed partial class BackupsGrid
{
    private MudDataGrid<BackupRow> _grid = null!;
    private int _total;

    [Parameter, EditorRequired]
    public ZoneSnapshot Snapshot { get; set; } = null!;

    [Parameter, EditorRequired]
    public JournalSnapshot Journal { get; set; } = null!;

    [Parameter, EditorRequired]
    public BackupsQuery Query { get; set; } = null!;

    [Parameter]
    public Action<BackupsQuery> QueryChanged { get; set; } = _ => { };

    [Parameter]
    public EventCallback<Backup> OnDelete { get; set; }

    [Parameter]
    public EventCallback<string> OnFilterBox { get; set; }

    [Inject]
    public required ViewerTime Time { get; init; }

    /// <summary>Shows the zone as it is now, in place. The parent renders afterwards, so the new content is given in here.</summary>
    public Task ReloadAsync(ZoneSnapshot snapshot, JournalSnapshot journal)
    {
        Snapshot = snapshot;
        Journal = journal;
        return _grid.ReloadServerData();
    }

    public Task ShowAsync(BackupsQuery query)
    {
        Query = query;
        return _grid.ReloadServerData();
    }

    private Task<GridData<BackupRow>> LoadAsync(GridState<BackupRow> state, CancellationToken cancellation)
    {
        var query = WithSortOf(state);
        var (backups, total) = query.ApplyTo(Snapshot, Time.Now);
        if (backups.Count == 0 && total > 0)
        {
            // The last page has emptied, or an old link leads beyond it.
            query = query with { Page = (total - 1) / query.PageSize };
            (backups, total) = query.ApplyTo(Snapshot, Time.Now);
        }

        _total = total;
        QueryChanged(Query = query);
        StateHasChanged();
        var zone = Snapshot.Zone.Slug;
        return Task.FromResult(new GridData<BackupRow>
        {
            Items = [.. backups.Select(backup => new BackupRow(backup, Journal.ActiveOn(zone, backup.Id)))],
            TotalItems = total,
        });
    }

    private BackupsQuery WithSortOf(GridState<BackupRow> state) =>
        state.SortDefinitions.FirstOrDefault() is { } sort && SortOf(sort) is { } column
            ? Query with { Sort = column, Descending = sort.Descending }
            : Query;

    private BackupSort? SortOf(SortDefinition<BackupRow> definition) =>
        _grid?.RenderedColumns.FirstOrDefault(column => column.PropertyName == definition.SortBy)?.Tag as BackupSort?;

    private SortDirection Direction(BackupSort column) =>
        Query.Sort != column ? SortDirection.None : Query.Descending ? SortDirection.Descending : SortDirection.Ascending;

    private bool IsOrphan(Backup backup) =>
        Snapshot.BoxesAsOf is not null && !Snapshot.KnowledgeBoxes.ContainsKey(backup.KnowledgeBoxId);
}
