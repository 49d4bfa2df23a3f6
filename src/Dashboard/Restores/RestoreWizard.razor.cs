using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Operations;
using BackupDashboard.Primitives;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BackupDashboard.Restores;

/// <summary>Leads from a backup to a new knowledge box. Step and draft stand in the address, until there is an operation.</summary>
public sealed partial class RestoreWizard
{
    private const int BackupStepIndex = 0;
    private const int NameStepIndex = 1;
    private const int ReviewStepIndex = 2;
    private const int ProgressStepIndex = 3;

    private readonly RestoreDraft _draft = new();
    private AccountSnapshot _account = new();
    private FingerprintsSnapshot _fingerprints = FingerprintsSnapshot.Empty;
    private SlugAnswer? _answer;
    private string? _refusal;
    private OperationProblem? _problem;
    private Guid? _handled;
    private int _step;
    private bool _hasMoved;
    private bool _hasDraft;
    private (string Title, string Slug) _proposed;

    [Parameter, EditorRequired]
    public string Zone { get; set; } = "";

    [Parameter, EditorRequired]
    public string BackupId { get; set; } = "";

    [Parameter]
    public Backup? Backup { get; set; }

    [Parameter]
    public Operation? Operation { get; set; }

    [Parameter]
    public EventCallback<Operation> OnRequested { get; set; }

    [Parameter]
    public EventCallback OnAgain { get; set; }

    [Inject]
    public required ZoneViews Zones { get; init; }

    [Inject]
    public required SlugPolicy Slugs { get; init; }

    [Inject]
    public required BackupOperations Operations { get; init; }

    [Inject]
    public required FingerprintStore Fingerprints { get; init; }

    private RestoreOrigin Origin => new(Zone, Backup?.Slug ?? Operation?.KnowledgeBoxSlug ?? "", Grants);

    private Fingerprint? Fingerprint => _fingerprints.Find(Zone, BackupId);

    private bool MayChooseBackup => Backup is { IsCompleted: true } && _account.RoomForBoxes is not 0;

    private bool IsAnswered => _answer?.Slug == _draft.Slug;

    // A button that is disabled while the slug is checked, for a moment after each key, would lose the click of a person who is fast.
    private bool MayBeNamed => IsNamed || (!IsAnswered && _draft.TitleProblem is null && SlugRules.Problem(_draft.Slug) is null);

    private bool IsNamed => _draft.TitleProblem is null && IsAnswered && _answer switch
    {
        { Verdict: SlugVerdict.Free } => true,
        { Verdict: SlugVerdict.NotAsked } answer => !answer.UnaskedZones.Except(_draft.AcceptedZones).Any(),
        _ => false,
    };

    protected override void OnInitialized()
    {
        _account = Follow(Zones.SubscribeToAccount(Grants), batch => _account = batch.Snapshot);
        _fingerprints = Follow(Fingerprints.Subscribe(), batch => _fingerprints = batch.Snapshot);
        Navigation.LocationChanged += OnLocationChanged;
    }

    protected override void OnDisposing()
    {
        _timer?.Dispose();
        Navigation.LocationChanged -= OnLocationChanged;
    }

    protected override void OnParametersSet()
    {
        if (!_hasDraft && Backup is { } backup)
        {
            _hasDraft = true;
            Propose(backup);
            ShowAddress(Navigation.Uri);
        }

        if (Operation is not null && _handled != Operation.Id)
            ShowOutcome(Operation);
    }

    private void Propose(Backup backup)
    {
        _draft.Title = PlainText.Title($"{backup.Title} (restored)");
        _draft.Slug = Slugs.Propose($"{backup.Slug}-restored", Origin);
        _proposed = (_draft.Title, _draft.Slug);
    }

    private void ShowOutcome(Operation operation)
    {
        _step = ProgressStepIndex;
        if (operation.IsActive)
            return;

        _handled = operation.Id;
        if (operation is { State: not OperationState.Succeeded, NewBox: { } box, Problem: { } problem })
        {
            _draft.Title = box.Title;
            _draft.Slug = box.Slug;
            ReturnToName(problem);
        }
    }

    private void ReturnToName(OperationProblem problem)
    {
        if (problem.Kind is not (ProblemKind.SlugTaken or ProblemKind.SlugInvalid or ProblemKind.ZoneNotAsked))
            return;

        if (problem.Kind is not ProblemKind.ZoneNotAsked)
            _draft.RefusedSlugs.Add(_draft.Slug);
        _refusal = problem.Text;
        _answer = null;
        Show(NameStepIndex);
    }

    private void Show(int step)
    {
        _hasMoved |= step != _step;
        _step = step;
    }

    private Task NextAsync()
    {
        // Clicked while the typing pauses: no need to wait for that.
        if (_step == NameStepIndex && !IsAnswered)
            _answer = Slugs.Check(_draft.Slug, Origin, _draft.RefusedSlugs);

        _refusal = null;
        return MoveToAsync(Math.Min(_step + 1, Furthest));
    }

    private Task BackAsync()
    {
        _problem = null;
        return MoveToAsync(_step - 1);
    }

    private Task SubmitAsync() => _step != ReviewStepIndex ? Task.CompletedTask : WhileBusyAsync(async person =>
    {
        var result = await Operations.RestoreAsync(person, Zone, BackupId, _draft.ToBox(), CancellationToken.None);
        _problem = result.Problem;
        if (IsGone)
        {
            // Left meanwhile, or rendered again, because the request revealed changed rights.
            Snackbar.Add(
                _problem?.Text ?? $"A restore into {_draft.Slug} was requested.",
                result.IsAccepted ? Severity.Info : Severity.Warning);
            return;
        }

        if (!result.IsAccepted)
        {
            ReturnToName(result.Problem!);
            return;
        }

        // Immediately, before the address has changed: a second click must not find the review still open.
        Show(ProgressStepIndex);
        await OnRequested.InvokeAsync(result.Operation);
    });

    private async Task ChangeAsync()
    {
        // Without an answer to the slug, as after a reload, the name comes first.
        Show(IsNamed ? ReviewStepIndex : NameStepIndex);
        await OnAgain.InvokeAsync();
    }
}
