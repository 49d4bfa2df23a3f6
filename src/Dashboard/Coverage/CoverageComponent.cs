using BackupDashboard.Journal;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Coverage;

/// <summary>
/// A component that shows verdicts: follows the journal and all visible zones, also those that come later, and looks at the clock, since a
/// box becomes late without any event.
/// </summary>
public abstract class CoverageComponent : LiveComponent
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(30);

    // A zone that moves to another address is another view of it.
    private readonly HashSet<ZoneView> _followed = [];
    private CoverageReport? _report;
    private ITimer? _timer;

    [Inject]
    public required ZoneViews Zones { get; init; }

    [Inject]
    public required JournalViews Journal { get; init; }

    [Inject]
    public required CoverageReader Coverage { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    protected AccountSnapshot Account { get; private set; } = new();

    protected JournalSnapshot Operations { get; private set; } = JournalSnapshot.Empty;

    protected CoverageReport Report => _report ??= Coverage.Of(Grants);

    protected override void OnInitialized()
    {
        Account = Follow(Zones.SubscribeToAccount(Grants), batch =>
        {
            Account = batch.Snapshot;
            FollowZones();
        });
        Operations = Follow(Journal.Subscribe(Grants), batch =>
        {
            Operations = batch.Snapshot;
            OnChanged();
        });
        FollowZones();
        _timer = Clock.CreateTimer(_ => _ = InvokeAsync(OnPulse), null, Pulse, Pulse);
    }

    protected override void OnDisposing() => _timer?.Dispose();

    /// <summary>Something is judged anew.</summary>
    protected virtual void OnChanged() => _report = null;

    private void OnPulse()
    {
        if (IsGone)
            return;

        OnChanged();
        StateHasChanged();
    }

    private void FollowZones()
    {
        foreach (var zone in Zones.All(Grants).Where(_followed.Add))
            Follow(zone.Subscribe(), _ => OnChanged());
        OnChanged();
    }
}
