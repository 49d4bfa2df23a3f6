using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Shell;

/// <summary>A component that shows an age. Growing older is no event of a feed: nothing else would render it again.</summary>
public abstract class PulseComponent : ComponentBase, IDisposable
{
    private ITimer? _timer;

    [Inject]
    public required TimeProvider Clock { get; init; }

    protected virtual TimeSpan Pulse => TimeSpan.FromSeconds(10);

    protected override void OnInitialized() =>
        _timer = Clock.CreateTimer(_ => _ = InvokeAsync(StateHasChanged), null, Pulse, Pulse);

    public void Dispose()
    {
        _timer?.Dispose();
        GC.SuppressFinalize(this);
    }
}
