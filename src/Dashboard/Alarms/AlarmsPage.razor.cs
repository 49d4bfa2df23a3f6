using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace BackupDashboard.Alarms;

public sealed partial class AlarmsPage
{
    private const int MostShown = 100;
    private AlarmSnapshot _alarms = AlarmSnapshot.Empty;
    private string? _missing;
    private string? _problem;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Inject]
    public required AlarmBook Book { get; init; }

    private List<Alarm> Shown => [.. _alarms.Unacknowledged.Take(MostShown)];

    protected override async Task OnInitializedAsync()
    {
        _alarms = Follow(Book.Subscribe(), batch => _alarms = batch.Snapshot);
        _missing = Book.MayAcknowledge((await Authentication).User) ? null : AlarmBook.MissingRight;
    }

    private async Task AcknowledgeAsync(IEnumerable<Alarm> alarms) =>
        _problem = await Book.AcknowledgeAsync((await Authentication).User, [.. alarms.Select(alarm => alarm.Id)], Disposal);
}
