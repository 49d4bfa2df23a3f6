using BackupDashboard.Activities;
using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace BackupDashboard.Backups;

/// <summary>The backups of all zones in one table: keeps the view in the address.</summary>
public sealed partial class AllBackupsPage
{
    private BackupsQuery _query = new();
    private List<ZoneSnapshot> _zones = [];

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private static string Deleted => new ActivityQuery { Kind = OperationKind.Delete }.ToAddress();

    private string Summary =>
        $"{Format.Count(_zones.Sum(zone => zone.Backups.Count), "backup")} in {Format.Count(_zones.Count, "zone")}";

    protected override void OnInitialized()
    {
        _query = BackupsQuery.Parse(Navigation.Uri);
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
        _zones = [.. Zones.All(Grants).Select(view => view.Current).Where(zone => zone.IsLoaded)];
    }

    private IReadOnlyList<string> Slugs() =>
        [.. _zones.SelectMany(zone => zone.Index.BackedUpSlugs).Distinct().Order(StringComparer.Ordinal)];

    private void Show(BackupsQuery query)
    {
        if (query == _query)
            return;

        _query = query;
        Navigation.NavigateTo(query.ToAddress(Links.Backups), replace: true);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        var query = BackupsQuery.Parse(change.Location);
        if (IsGone || !Navigation.IsAt(change.Location, Links.Backups) || query == _query)
            return;

        // Someone went back, or followed a link to another view of the backups.
        _ = InvokeAsync(() =>
        {
            _query = query;
            StateHasChanged();
        });
    }

    private Task DeleteAsync(BackupRow row) => DeleteBackupDialog.ShowAsync(Dialogs, row.Zone, row.Backup.Id);
}
