using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Zones;

namespace BackupDashboard.Schedules;

// One look at all boxes of a schedule at one of its times: what is in progress, how much room is left, and what is to be done for each.
// Asks no one.
internal sealed class SchedulePass
{
    private readonly Dictionary<BoxInZone, bool> _started;
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ZoneSnapshot> _zones;
    private readonly OperationProblem? _refusal;
    private readonly IReadOnlyDictionary<string, DateTimeOffset> _slow;

    public SchedulePass(
        Schedule schedule, DateTimeOffset at, DateTimeOffset now, JournalSnapshot journal, IEnumerable<ZoneSnapshot> zones,
        IReadOnlyList<CoveredBox> boxes)
    {
        (Schedule, At, Now) = (schedule, at, now);
        _zones = zones.ToDictionary(zone => zone.Zone.Slug, StringComparer.Ordinal);
        _started = Started(journal);
        _slow = SlowZones.Of(journal, now);
        _refusal = journal.Operations.Values.FirstOrDefault(operation => operation.Occurrence is { } occurrence
            && occurrence.ScheduleId == schedule.Id && occurrence.At == at && operation.Problem is { IsOfAccount: true })?.Problem;
        foreach (var box in boxes.Where(box => StateOf(box).IsRunning))
            Begins(box);
    }

    public Schedule Schedule { get; }

    public DateTimeOffset At { get; }

    public DateTimeOffset Now { get; }

    /// <summary>How many boxes were looked at for changes so far.</summary>
    public int Looks { get; set; }

    public DateTimeOffset End => At + Schedule.StartWindow;

    public Decision DecisionOn(CoveredBox box) =>
        Schedule.Skipped == At ? new Decision(Step.Skip, new Reasons.SkippedOnce())
        : _refusal is { } refusal ? new Decision(Step.Miss, new Reasons.OtherBoxRefused(refusal))
        : OccurrenceRules.Of(
            StateOf(box), Now, At + BoxTurn.Of(Schedule, box.Key.Zone, box.Key.KnowledgeBoxId), End, HasRoom(box));

    public void Begins(CoveredBox box) => _running[box.Key.Zone] = _running.GetValueOrDefault(box.Key.Zone) + 1;

    private bool HasRoom(CoveredBox box) =>
        _running.GetValueOrDefault(box.Key.Zone) < Schedule.MostInZone && _running.Values.Sum() < Schedule.MostInAll;

    private BoxState StateOf(CoveredBox box)
    {
        var isStarted = _started.TryGetValue(box.Key, out var isUnknown);
        return new BoxState(
            box,
            isStarted || _zones.GetValueOrDefault(box.Key.Zone)?.Index.BackupsOf(box.Key.KnowledgeBoxId)
                .Any(backup => backup.State is BackupState.InProgress) is true,
            isUnknown,
            _slow.TryGetValue(box.Key.Zone, out var until) ? until : null);
    }

    // Boxes whose start was requested and is not listed yet, and whether its outcome is unknown.
    private Dictionary<BoxInZone, bool> Started(JournalSnapshot journal)
    {
        var started = new Dictionary<BoxInZone, bool>();
        foreach (var operation in journal.Operations.Values.Where(operation => operation.Kind is OperationKind.Start))
        {
            var isBegun = operation is { State: OperationState.Succeeded, UpstreamId: not null }
                && !(operation.EndedAt < _zones.GetValueOrDefault(operation.Zone)?.AsOf);
            if (operation.IsActive || isBegun)
                started[new BoxInZone(operation.Zone, operation.KnowledgeBoxId)] = operation.State is OperationState.Unknown;
        }

        return started;
    }
}
