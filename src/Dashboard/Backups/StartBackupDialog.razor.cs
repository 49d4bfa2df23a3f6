using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BackupDashboard.Backups;

public sealed partial class StartBackupDialog
{
    private const int Shown = 100;

    private ZoneSnapshot? _snapshot;
    private JournalSnapshot _journal = JournalSnapshot.Empty;
    private KnowledgeBox? _box;
    private bool _evenIfRunning;

    [Parameter, EditorRequired]
    public string Zone { get; set; } = "";

    [Inject]
    public required ZoneViews Zones { get; init; }

    [Inject]
    public required BackupOperations Operations { get; init; }

    [Inject]
    public required ViewerTime Time { get; init; }

    [Inject]
    public required JournalViews Journal { get; init; }

    // It would be in the way of another one, and may have begun a backup that is not listed yet.
    private Operation? Pending => _box is null ? null : _journal.ActiveFor(OperationTarget.Box(Zone, _box.Id));

    private Backup? Running => _box is null ? null : _snapshot?.Index.RunningBackupOf(_box.Id);

    public static async Task ShowAsync(IDialogService dialogs, string zone) =>
        await dialogs.ShowAsync<StartBackupDialog>(
            null,
            new DialogParameters<StartBackupDialog> { { dialog => dialog.Zone, zone } },
            Options);

    protected override void OnInitialized()
    {
        _journal = Follow(Journal.Subscribe(Grants), batch => _journal = batch.Snapshot);
        if (Zones.Find(Zone, Grants) is { } zone)
            _snapshot = Follow(zone.Subscribe(), batch => _snapshot = batch.Snapshot);
    }

    private void Choose(KnowledgeBox? box)
    {
        _box = box;
        _evenIfRunning = false;
        Problem = null;
    }

    private Task<IEnumerable<KnowledgeBox>> FindAsync(string? text, CancellationToken cancellationToken) =>
        Task.FromResult<IEnumerable<KnowledgeBox>>((_snapshot?.KnowledgeBoxes.Values ?? [])
            .Where(box => !box.IsAgent && Grants.May(Right.Backup, Zone, box.Slug) && Matches(box, text))
            .OrderBy(box => box.Title, StringComparer.OrdinalIgnoreCase));

    private static bool Matches(KnowledgeBox box, string? text) =>
        string.IsNullOrWhiteSpace(text)
        || Text(box).Contains(text.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Text(KnowledgeBox? box) => box is null ? "" : $"{box.Title} ({box.Slug})";

    private string LastBackup(KnowledgeBox box) => _snapshot?.Index.BackupsOf(box.Id).FirstOrDefault() switch
    {
        null => "none yet",
        { State: BackupState.InProgress } => "one is in progress",
        { State: BackupState.Stalled } last => $"unfinished since {Format.Age(last.StartedAt, Time.Now)}",
        var last => Format.Age(last.FinishedAt!.Value, Time.Now),
    };

    private Task StartAsync() => _box is null ? Task.CompletedTask : RequestAsync(
        person => Operations.StartAsync(person, Zone, _box.Id, _evenIfRunning, CancellationToken.None),
            $"A backup of {_box.Slug} was requested.");
}
