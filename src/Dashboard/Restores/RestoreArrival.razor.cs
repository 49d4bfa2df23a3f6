using BackupDashboard.Journal;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace BackupDashboard.Restores;

/// <summary>What has arrived in a restored box, compared with what its backup held.</summary>
public sealed partial class RestoreArrival
{
    private RestoreProgress _progress = null!;
    private double? _speed;

    [Parameter, EditorRequired]
    public Operation Operation { get; set; } = null!;

    [Inject]
    public required RestoreStore Restores { get; init; }

    [Inject]
    public required RestoreWatchers Watchers { get; init; }

    [Inject]
    public required ZoneViews Zones { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required IOptions<RestoresOptions> Options { get; init; }

    private string? NewBoxAddress => Options.Value.AddressOf(Zones.Account(Grants).Account?.Slug, Operation);

    private Color BarColor => _progress.State switch
    {
        RestoreState.ContentComplete => Color.Success,
        RestoreState.Stalled or RestoreState.StillEmpty or RestoreState.Grown or RestoreState.Partial => Color.Warning,
        RestoreState.Arriving or RestoreState.Quiet or RestoreState.Gone => Color.Primary,
    };

    // Not while content simply arrives and can be measured: the backup would lose its protection for nothing.
    private bool MayBeDeclared => Operation.IsArriving
        && (_progress is { State: RestoreState.Stalled or RestoreState.StillEmpty or RestoreState.Grown } or { Baseline: null }
            || _progress.Failure is not null || _progress.SourceGoneAt is not null);

    protected override async Task OnInitializedAsync()
    {
        _progress = RestoreProgress.Of(Operation);
        Use(Follow(Restores.Subscribe(), batch => Use(batch.Snapshot)));
        await Watchers.OpenAsync(Operation, Disposal);
    }

    private void Use(RestoresSnapshot restores)
    {
        _progress = restores.Find(Operation.Id) ?? _progress;
        _speed = restores.LearnedSpeed;
    }

    private Task DeclareAsync() => DeclareCompleteDialog.ShowAsync(Dialogs, Operation);
}
