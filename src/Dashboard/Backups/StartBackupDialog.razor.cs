using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Live;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace BackupDashboard.Backups;

public sealed partial class StartBackupDialog
{
    private ZoneSnapshot? _snapshot;
    private KnowledgeBox? _box;
    private bool _evenIfRunning;
    private bool _busy;
    private string? _problem;

    [Parameter, EditorRequired]
    public string Zone { get; set; } = "";

    [CascadingParameter]
    public IMudDialogInstance Dialog { get; set; } = null!;

    [CascadingParameter]
    public Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    public required ZoneWatchers Zones { get; init; }

    [Inject]
    public required BackupOperations Operations { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required ViewerTime Time { get; init; }

    private Backup? Running => _box is null ? null : _snapshot?.Index.RunningBackupOf(_box.Id);

    public static async Task ShowAsync(IDialogService dialogs, string zone) =>
        await dialogs.ShowAsync<StartBackupDialog>(
            null,
            new DialogParameters<StartBackupDialog> { { dialog => dialog.Zone, zone } },
            new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true });

    protected override void OnInitialized()
    {
        if (Zones.Find(Zone) is { } watcher)
            _snapshot = Follow(watcher.Subscribe(), batch => _snapshot = batch.Snapshot);
    }

    private void Choose(KnowledgeBox? box)
    {
        _box = box;
        _evenIfRunning = false;
        _problem = null;
    }

    private Task<IEnumerable<KnowledgeBox>> FindAsync(string? text, CancellationToken cancellation) =>
        Task.FromResult<IEnumerable<KnowledgeBox>>((_snapshot?.KnowledgeBoxes.Values ?? [])
            .Where(box => !box.IsAgent && Matches(box, text))
            .OrderBy(box => box.Title, StringComparer.OrdinalIgnoreCase));

    private static bool Matches(KnowledgeBox box, string? text) =>
        string.IsNullOrWhiteSpace(text)
        || Text(box).Contains(text.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Text(KnowledgeBox? box) => box is null ? "" : $"{box.Title} ({box.Slug})";

    private string LastBackup(KnowledgeBox box) => _snapshot?.Index.BackupsOf(box.Id).FirstOrDefault() switch
    {
        null => "none yet",
        { State: BackupState.InProgress } => "one is in progress",
        { State: BackupState.Stalled } last => $"unfinished since {Humane.Age(last.StartedAt, Time.Now)}",
        var last => Humane.Age(last.FinishedAt!.Value, Time.Now),
    };

    private async Task StartAsync()
    {
        // A second click may be dispatched before the disabled button reaches the browser.
        if (_busy || _box is null)
            return;

        _busy = true;
        var result = await Operations.StartAsync((await Authentication).User, Zone, _box.Id, _evenIfRunning, Disposal);
        _busy = false;
        if (result.IsAccepted)
        {
            Snackbar.Add($"A backup of {_box.Slug} has been asked for.", Severity.Info);
            Dialog.Close();
            return;
        }

        _problem = result.Problem!.Text;
    }
}
