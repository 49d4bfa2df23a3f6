using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace BackupDashboard.Backups;

/// <summary>Several deletions with one confirmation and a result for each; those that failed can be requested again.</summary>
public sealed partial class DeleteManyDialog
{
    private ZoneSnapshot? _snapshot;
    private JournalSnapshot _journal = JournalSnapshot.Empty;
    private List<Backup> _backups = [];
    private IReadOnlyList<DeletionResult>? _results;
    private string _typed = "";
    private ((JournalSnapshot, ZoneSnapshot?, List<Backup>) Of,
        IReadOnlyDictionary<string, IReadOnlyList<ApprovalReason>> Approvals)? _judged;

    [Parameter, EditorRequired]
    public string Zone { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<string> BackupIds { get; set; } = [];

    [Parameter]
    public EventCallback OnRequested { get; set; }

    [Inject]
    public required ZoneViews Zones { get; init; }

    [Inject]
    public required JournalViews Journal { get; init; }

    [Inject]
    public required BackupOperations Operations { get; init; }

    [Inject]
    public required IOptions<OperationsOptions> Settings { get; init; }

    private TimeSpan Grace => Settings.Value.DeleteGrace;

    private string? Expected => BackupOperations.ConfirmationOf(_backups);

    // Not at every key that is typed: each backup is compared with the others.
    private IReadOnlyDictionary<string, IReadOnlyList<ApprovalReason>> Approvals
    {
        get
        {
            if (Person is null)
                return new Dictionary<string, IReadOnlyList<ApprovalReason>>();
            if (_judged is not { } judged || judged.Of != (_journal, _snapshot, _backups))
            {
                _judged = judged = (
                    (_journal, _snapshot, _backups),
                    Operations.ApprovalsOf(Person, Grants, Zone, [.. _backups.Select(backup => backup.Id)]));
            }

            return judged.Approvals;
        }
    }

    // None of them is deleted without someone else.
    private bool IsAsking => _backups.Count > 0 && Approvals.Count == _backups.Count;

    private bool IsConfirmed => !IsBusy && _backups.Count > 0 && (Expected is not { } expected || _typed == expected);

    private List<DeletionResult> Failed => [.. (_results ?? []).Where(result => result.HasFailed(_journal))];

    public static async Task ShowAsync(IDialogService dialogs, string zone, IReadOnlyList<string> backupIds, EventCallback requested)
    {
        var parameters = new DialogParameters<DeleteManyDialog>
        {
            { dialog => dialog.Zone, zone },
            { dialog => dialog.BackupIds, backupIds },
            { dialog => dialog.OnRequested, requested },
        };
        await dialogs.ShowAsync<DeleteManyDialog>(null, parameters, Options with { MaxWidth = MaxWidth.Medium });
    }

    protected override void OnInitialized()
    {
        _journal = Follow(Journal.Subscribe(Grants), batch => _journal = batch.Snapshot);
        if (Zones.Find(Zone, Grants) is { } zone)
            _snapshot = Follow(zone.Subscribe(), batch => _snapshot = batch.Snapshot);
        Choose(BackupIds);
    }

    // Fixed once shown: a list that changes under the reader cannot be confirmed.
    private void Choose(IEnumerable<string> ids) =>
        _backups = [.. ids.Select(id => _snapshot?.Backups.GetValueOrDefault(id)).OfType<Backup>()
            .OrderBy(backup => backup.Slug, StringComparer.Ordinal).ThenByDescending(backup => backup.StartedAt)];

    private Task DeleteAsync() => !IsConfirmed ? Task.CompletedTask : WhileBusyAsync(async person =>
    {
        var batch = await Operations.DeleteAllAsync(
            Caller.Of(person, Why), Zone, [.. _backups.Select(backup => backup.Id)], _typed, CancellationToken.None);
        Refuse(batch.Problem);
        if (batch.Problem is not null)
            return;

        _results = [.. _backups.Zip(batch.Results, (backup, result) => new DeletionResult(backup, result))];
        if (IsGone)
            Snackbar.Add(
                $"Of {Count(_results.Count)}, the deletion of {Format.Count(_results.Count - Failed.Count)} was requested.",
                Severity.Info);
        await OnRequested.InvokeAsync();
    });

    private void Again()
    {
        // The feed is throttled: what went a moment ago is not offered again.
        _snapshot = Zones.Find(Zone, Grants)?.Current;
        Choose(Failed.Select(result => result.Backup.Id));
        _results = null;
        _typed = "";
    }

    private static string Count(int count) => Format.Count(count, "backup");
}
