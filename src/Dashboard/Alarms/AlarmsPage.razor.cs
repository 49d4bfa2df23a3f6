using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BackupDashboard.Alarms;

public sealed partial class AlarmsPage
{
    private const int MostShown = 100;
    private AlarmSnapshot _alarms = AlarmSnapshot.Empty;
    private string? _problem;

    [Inject]
    public required AlarmViews Alarms { get; init; }

    [Inject]
    public required Acknowledgements Acknowledgements { get; init; }

    private List<Alarm> Shown => [.. _alarms.Unacknowledged.Take(MostShown)];

    private List<Alarm> Lasting => [.. _alarms.Lasting.Take(MostShown)];

    private List<Alarm> Theirs => [.. Shown.Where(alarm => alarm.IsAcknowledgeableBy(Grants))];

    protected override void OnInitialized() => _alarms = Follow(Alarms.Subscribe(Grants), batch => _alarms = batch.Snapshot);

    private string? MissingFor(Alarm alarm) => alarm.IsAcknowledgeableBy(Grants) ? null : Acknowledgements.MissingRight;

    private Task AcknowledgeAsync(IEnumerable<Alarm> alarms) => WhileBusyAsync(async person =>
    {
        _problem = await Acknowledgements.AcknowledgeAsync(person, [.. alarms.Select(alarm => alarm.Id)], CancellationToken.None);
        if (IsGone && _problem is not null)
            Snackbar.Add(_problem, Severity.Warning);
    });
}
