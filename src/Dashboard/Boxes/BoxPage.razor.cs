using BackupDashboard.Backups;
using BackupDashboard.Coverage;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BackupDashboard.Boxes;

/// <summary>One knowledge box: whether it is covered and why, its backups, and what was done with it. Also of a box that is gone.</summary>
public sealed partial class BoxPage
{
    private readonly Selection<string> _selection = new();
    private BackupsQuery _query = new();

    // The zone, with the backups of this box only; null while nothing is known of it.
    private ZoneSnapshot? _zone;

    [Parameter]
    public string Zone { get; set; } = "";

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Clipboard Clipboard { get; init; }

    private BoxCoverage? Box { get; set; }

    private Backup? Latest => _zone?.Index.BackupsOf(Id).FirstOrDefault();

    private string? Title => Box?.Box.Title ?? Latest?.Title;

    private string Slug => Box?.Box.Slug ?? Latest?.Slug ?? "";

    private string Name => Title is null ? "Knowledge box" : Slug;

    private bool IsKnown => _zone is { BoxesAsOf: not null } || (Account.AsOf is not null && _zone is null);

    protected override void OnParametersSet() => OnChanged();

    protected override void OnChanged()
    {
        base.OnChanged();
        _zone = Zones.Find(Zone, Grants)?.Current.BackupsOf(Id);
        Box = Report.Boxes.FirstOrDefault(box => box.Zone == Zone && box.Box.Id == Id);
        _selection.Keep(id => _zone?.Backups.ContainsKey(id) ?? false);
    }

    private Task DeleteAsync(BackupRow row) => DeleteBackupDialog.ShowAsync(Dialogs, row.Zone, row.Backup.Id);

    private Task DeleteSelectedAsync() =>
        DeleteManyDialog.ShowAsync(Dialogs, Zone, _selection.Ids, EventCallback.Factory.Create(this, _selection.Clear));

    private Task CopyIdAsync() => Clipboard.CopyAsync(Id, "The id is on the clipboard.", $"The id is {Id}");
}
