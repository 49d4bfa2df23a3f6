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
    private readonly List<KnowledgeBox> _boxes = [];
    private readonly HashSet<BoxInZone> _evenIfRunning = [];
    private IReadOnlyDictionary<string, RequestResult>? _results;

    private MudAutocomplete<KnowledgeBox> _field = null!;

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

    private bool CanStart =>
        _boxes.Count > 0 && _boxes.TrueForAll(box => RunningOf(box) is null || _evenIfRunning.Contains(Of(box)));

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

    // What is chosen joins the others, and the field is empty for the next.
    private async Task ChooseAsync(KnowledgeBox? box)
    {
        Problem = null;
        if (box is null)
            return;

        if (_boxes.TrueForAll(one => one.Id != box.Id))
            _boxes.Add(box);
        await _field.ClearAsync();
    }

    private void Remove(KnowledgeBox box)
    {
        _boxes.Remove(box);
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
            .ExceptBy(_boxes.Select(chosen => chosen.Id), box => box.Id)
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

    private Task StartAsync() => _boxes is [var only]
        ? RequestAsync(
            person => Operations.StartAsync(person, Zone, only.Id, _evenIfRunning.Contains(Of(only)), CancellationToken.None),
            $"A backup of {only.Slug} was requested.")
        : WhileBusyAsync(StartAllAsync);

    private async Task StartAllAsync(ClaimsPrincipal person)
    {
        var batch = await Operations.StartAllAsync(person, [.. _boxes.Select(Of)], _evenIfRunning, CancellationToken.None);
        Refuse(batch.Problem);
        if (batch.Problem is not null)
            return;

        var (all, accepted) = (batch.Results.Count, batch.Results.Count(result => result.IsAccepted));
        if (accepted == all || IsGone)
            Snackbar.Add($"{Format.Count(accepted)} of {Format.Count(all, "backup")} requested.", Severity.Info);
        if (accepted < all)
            _results = _boxes.Zip(batch.Results).ToDictionary(one => one.First.Id, one => one.Second);
        else if (!IsGone)
            Dialog.Close();
    }

    private string Told(RequestResult result) =>
        result.Problem?.Text ?? OperationView.Of(_journal.Find(result.Operation!.Id) ?? result.Operation);
}
