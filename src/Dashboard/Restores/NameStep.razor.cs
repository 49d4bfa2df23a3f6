using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BackupDashboard.Restores;

/// <summary>Title and slug. The form is checked with every key, uniqueness when typing pauses, and again when a zone changes.</summary>
public sealed partial class NameStep
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private MudTextField<string>? _field;
    private ITimer? _timer;
    private bool _checking;

    [Parameter, EditorRequired]
    public RestoreDraft Draft { get; set; } = null!;

    // The answer to the slug in the draft; null while it is being checked.
    [Parameter]
    public SlugAnswer? Answer { get; set; }

    [Parameter]
    public EventCallback<SlugAnswer?> AnswerChanged { get; set; }

    [Inject]
    public required ZoneViews Zones { get; init; }

    // What is to be restored: teams may require a prefix.
    [Parameter, EditorRequired]
    public RestoreOrigin Origin { get; set; } = null!;

    [Inject]
    public required SlugPolicy Slugs { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private SlugAnswer? Judged => Answer?.Slug == Draft.Slug ? Answer : null;

    protected override void OnDisposing() => _timer?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        foreach (var zone in Zones.WatchAll(Grants))
            Follow(zone, _ => _checking ? Task.CompletedTask : CheckAsync());

        await CheckAsync();
    }

    private Task TypedAsync(string? slug)
    {
        Draft.Slug = (slug ?? "").Trim();
        Draft.AcceptedZones = [];
        _timer?.Dispose();
        _checking = SlugRules.Problem(Draft.Slug) is null;
        if (!_checking)
            return CheckAsync();

        _timer = Time.CreateTimer(_ => _ = InvokeAsync(CheckAsync), null, Pause, Timeout.InfiniteTimeSpan);
        return AnswerChanged.InvokeAsync(null);
    }

    private async Task CheckAsync()
    {
        _checking = false;
        await AnswerChanged.InvokeAsync(Slugs.Check(Draft.Slug, Origin, Draft.RefusedSlugs));

        // The field validates when its value changes; the answer about the other zones arrives later.
        if (_field is not null)
            await _field.ValidateAsync();
    }

    private string? ProblemOf(string? slug) =>
        SlugRules.Problem(slug)
            ?? (Judged is { Verdict: SlugVerdict.Taken or SlugVerdict.Invalid } bad && bad.Slug == slug ? bad.Text : null);

    private bool IsAccepted(SlugAnswer answer) => !answer.UnaskedZones.Except(Draft.AcceptedZones).Any();

    private Task AcceptAsync(SlugAnswer answer, bool accepted)
    {
        Draft.AcceptedZones = accepted ? answer.UnaskedZones : [];
        return TellAsync();
    }

    // The wizard's buttons depend on the draft, so it must render again.
    private Task TellAsync() => AnswerChanged.InvokeAsync(Answer);
}
