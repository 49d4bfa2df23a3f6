using BackupDashboard.Live;
using BackupDashboard.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Restores;

/// <summary>Follows the counters of a restored box. What it promises is what is known: content arrives.</summary>
public sealed partial class RestoreArrival
{
    private RestoreProgress _progress = new();

    [Parameter, EditorRequired]
    public Operation Operation { get; set; } = null!;

    [Inject]
    public required RestoreWatchers Watchers { get; init; }

    [Inject]
    public required AccountWatcher Account { get; init; }

    [Inject]
    public required IOptions<RestoresOptions> Options { get; init; }

    private string? NewBoxAddress => Options.Value.AddressOf(Account.Current.Account?.Slug, Operation);

    protected override void OnInitialized() => _progress = Follow(Watchers.Follow(Operation), batch => _progress = batch.Snapshot);
}
