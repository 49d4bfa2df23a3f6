using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace BackupDashboard.Restores;

// Step and draft in the address: a reload, a restart of the server and the browser's Back lose nothing that was typed.
public sealed partial class RestoreWizard
{
    // Some browsers refuse to change the address with every key.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private ITimer? _timer;

    // The address of the step that is left is being written.
    private bool _isMoving;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    // Opened again after a reload, or led to by the browser's Back. An address shows no step that the buttons would not lead to.
    private void ShowAddress(string address)
    {
        var step = _draft.Restore(address);
        if (step > BackupStepIndex)
            _answer = Slugs.Check(_draft.Slug, Origin, _draft.RefusedSlugs);
        Show(Math.Clamp(step, BackupStepIndex, Furthest));
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (IsGone || Operation is not null || !Navigation.IsAt(change.Location, Links.Restore(Zone, BackupId))
            || change.Location == Navigation.ToAbsoluteUri(_draft.ToAddress(Zone, BackupId, _step)).ToString()
            || change.Location.Contains("operation=", StringComparison.Ordinal))
            return;

        _ = InvokeAsync(() =>
        {
            ShowAddress(change.Location);
            StateHasChanged();
        });
    }

    private void Answered(SlugAnswer? answer)
    {
        _answer = answer;
        _timer?.Dispose();
        _timer = Clock.CreateTimer(_ => _ = InvokeAsync(RememberAsync), null, Pause, Timeout.InfiniteTimeSpan);
    }

    private Task RememberAsync() => !IsGone && Operation is null && _step is NameStepIndex
        ? Browser.ShowAddressAsync(_draft.ToAddress(Zone, BackupId, _step))
        : Task.CompletedTask;

    // The step headers can be clicked, too: they allow no more than the buttons.
    private Task GuardAsync(StepperInteractionEventArgs interaction)
    {
        var target = interaction.Action is StepAction.Activate ? interaction.StepIndex : interaction.StepIndex + 1;
        interaction.Cancel = true;
        if (_step != ProgressStepIndex && target != ProgressStepIndex && target <= Furthest)
            return MoveToAsync(target);
        return Task.CompletedTask;
    }

    private int Furthest => !MayChooseBackup ? BackupStepIndex : !IsNamed ? NameStepIndex : ReviewStepIndex;

    // Each step is an entry in the browser's history, made before the step is shown: whoever sees it can go back from it.
    private async Task MoveToAsync(int step)
    {
        if (step == _step || _isMoving)
            return;

        var from = _step;
        if (from is NameStepIndex)
        {
            // What was typed since belongs to the step that is left. No navigation: the browser tells of each a moment later, and this one
            // would be taken for Back, because the next step is shown by then.
            _isMoving = true;
            try
            {
                await Browser.ShowAddressAsync(_draft.ToAddress(Zone, BackupId, from));
            }
            finally
            {
                _isMoving = false;
            }
        }

        // Someone may have gone elsewhere meanwhile, or typed on.
        if (IsGone || _step != from || step > Furthest)
            return;

        Show(step);
        Navigation.NavigateTo(_draft.ToAddress(Zone, BackupId, step));
    }
}
