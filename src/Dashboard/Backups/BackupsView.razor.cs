using BackupDashboard.Journal;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace BackupDashboard.Backups;

/// <summary>The backups of one zone: follows its feed and the journal, and keeps the view in the address.</summary>
public sealed partial class BackupsView
{
    private ZoneSnapshot _snapshot = null!;
    private JournalSnapshot _journal = JournalSnapshot.Empty;
    private BackupsQuery _query = new();
    private readonly Selection<string> _selection = new();
    private string _news = "";

    [Parameter, EditorRequired]
    public ZoneView View { get; set; } = null!;

    [Inject]
    public required JournalViews Journal { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private string Zone => View.Slug;

    private IReadOnlyList<string> Slugs() => _snapshot.Index.BackedUpSlugs;

    private bool HasNoBoxes => _snapshot.BoxesAsOf is not null && _snapshot.KnowledgeBoxes.Values.All(box => box.IsAgent);

    protected override void OnDisposing() => Navigation.LocationChanged -= OnLocationChanged;

    protected override void OnInitialized()
    {
        _query = BackupsQuery.Parse(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        Use(Follow(View.Subscribe(), batch =>
        {
            Announce(batch.Snapshot);
            Use(batch.Snapshot);
        }));
        _journal = Follow(Journal.Subscribe(Grants), batch => _journal = batch.Snapshot);
    }

    private void Use(ZoneSnapshot snapshot)
    {
        _snapshot = snapshot;

        // What is gone can no longer be deleted.
        _selection.Keep(snapshot.Backups.ContainsKey);
    }

    // A row that changes says nothing to those who cannot see it.
    private void Announce(ZoneSnapshot next)
    {
        var completed = _snapshot.Backups.Unfinished.Select(backup => next.Backups.GetValueOrDefault(backup.Id))
            .Where(backup => backup is { IsCompleted: true }).Select(backup => backup!.Slug).ToList();
        _news = completed switch
        {
            [] => _news,
            [var slug] => $"The backup of {slug} is completed.",
            _ => $"{Format.Count(completed.Count, "backup")} are completed.",
        };
    }

    private void Show(BackupsQuery query)
    {
        if (query == _query)
            return;

        _query = query;
        Navigation.NavigateTo(query.ToAddress(Links.Zone(Zone)), replace: true);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (!Navigation.IsAt(change.Location, Links.Zone(Zone)))
            return;

        var query = BackupsQuery.Parse(change.Location);
        if (query == _query)
            return;

        // Someone went back, or followed a link to another view of this zone.
        _query = query;
        _ = InvokeAsync(StateHasChanged);
    }

    private void FilterBox(string slug) => Show(_query with { Box = slug, Paging = _query.Paging.AtFirst() });

    private Task StartAsync() => StartBackupDialog.ShowAsync(Dialogs, Zone);

    private Task DeleteAsync(BackupRow row) => DeleteBackupDialog.ShowAsync(Dialogs, row.Zone, row.Backup.Id);

    private Task DeleteSelectedAsync() => DeleteManyAsync(_selection.Ids);

    private Task DeleteManyAsync(IReadOnlyList<string> ids) =>
        DeleteManyDialog.ShowAsync(Dialogs, Zone, ids, EventCallback.Factory.Create(this, _selection.Clear));
}
