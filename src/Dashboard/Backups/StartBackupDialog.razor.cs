using System.Security.Claims;
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
    private readonly List<KnowledgeBox> _others = [];
    private readonly HashSet<BoxInZone> _evenIfRunning = [];
    private IReadOnlyDictionary<string, RequestResult>? _results;

    // In the field; the others were chosen before.
    private KnowledgeBox? _box;

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

    private List<KnowledgeBox> Boxes => _box is null ? _others : [.. _others, _box];

    private bool CanStart => Boxes.Count > 0 && Boxes.TrueForAll(box => RunningOf(box) is null || _evenIfRunning.Contains(Of(box)));

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

    // It would be in the way of another one, and may have begun a backup that is not listed yet.
    private Operation? PendingOf(KnowledgeBox box) => _journal.ActiveFor(OperationTarget.Box(Zone, box.Id));

    private Backup? RunningOf(KnowledgeBox box) => _snapshot?.Index.RunningBackupOf(box.Id);

    private BoxInZone Of(KnowledgeBox box) => new(Zone, box.Id);

    private void Choose(KnowledgeBox? box)
    {
        // Each result belongs to one of those that are being requested.
        if (!IsBusy)
            (_box, Problem) = (box, null);
    }

    private void Another()
    {
        if (_box is null || IsBusy)
            return;

        _others.Add(_box);
        _box = null;
    }

    private void Remove(KnowledgeBox box)
    {
        if (IsBusy)
            return;

        if (!_others.Remove(box))
            _box = null;
        _evenIfRunning.Remove(Of(box));
        Problem = null;
    }

    private void Allow(KnowledgeBox box, bool anyway)
    {
        if (anyway)
            _evenIfRunning.Add(Of(box));
        else
            _evenIfRunning.Remove(Of(box));
    }

    private Task<IEnumerable<KnowledgeBox>> FindAsync(string? text, CancellationToken cancellationToken) =>
        Task.FromResult<IEnumerable<KnowledgeBox>>((_snapshot?.KnowledgeBoxes.Values ?? [])
            .Where(box => !box.IsAgent && Grants.May(Right.Backup, Zone, box.Slug) && Matches(box, text))
            .ExceptBy(_others.Select(chosen => chosen.Id), box => box.Id)
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

    private Task StartAsync() => Boxes is [var only]
        ? RequestAsync(
            person => Operations.StartAsync(person, Zone, only.Id, _evenIfRunning.Contains(Of(only)), CancellationToken.None),
            $"A backup of {only.Slug} was requested.")
        : WhileBusyAsync(StartAllAsync);

    private async Task StartAllAsync(ClaimsPrincipal person)
    {
        var boxes = Boxes;
        var batch = await Operations.StartAllAsync(person, [.. boxes.Select(Of)], _evenIfRunning, CancellationToken.None);
        Refuse(batch.Problem);
        if (batch.Problem is not null)
            return;

        var (all, accepted) = (batch.Results.Count, batch.Results.Count(result => result.IsAccepted));
        if (accepted == all || IsGone)
            Snackbar.Add($"{Format.Count(accepted)} of {Format.Count(all, "backup")} requested.", Severity.Info);
        if (accepted < all)
            _results = boxes.Zip(batch.Results).ToDictionary(one => one.First.Id, one => one.Second);
        else if (!IsGone)
            Dialog.Close();
    }

    private string Told(RequestResult result) =>
        result.Problem?.Text ?? OperationView.Of(_journal.Find(result.Operation!.Id) ?? result.Operation);
}
