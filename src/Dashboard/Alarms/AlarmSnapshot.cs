using System.Collections.Immutable;
using BackupDashboard.Access;

namespace BackupDashboard.Alarms;

/// <summary>An immutable snapshot of the alarms: all that are not closed, and the latest <see cref="MaximumClosed"/> others.</summary>
public sealed record AlarmSnapshot
{
    public const int MaximumClosed = 50;

    private IReadOnlyList<Alarm>? _lasting;
    private IReadOnlyList<Alarm>? _unacknowledged;

    public static AlarmSnapshot Empty { get; } = new();

    public long Version { get; private init; }

    public ImmutableDictionary<AlarmKey, Alarm> Open { get; private init; } = ImmutableDictionary<AlarmKey, Alarm>.Empty;

    public ImmutableList<Alarm> Closed { get; private init; } = [];

    public IReadOnlyList<Alarm> Unacknowledged => _unacknowledged ??= [.. Latest(alarm => alarm.AcknowledgedAt is null)];

    public IReadOnlyList<Alarm> Lasting => _lasting ??= [.. Latest(alarm => alarm.AcknowledgedAt is not null)];

    public AlarmSnapshot VisibleTo(Grants grants) => grants.CanViewEverything ? this : new()
    {
        Version = Version,
        Open = Open.Values.Where(alarm => alarm.IsVisibleTo(grants)).Select(alarm => alarm.ReadBy(grants))
            .ToImmutableDictionary(alarm => alarm.Key),
        Closed = [.. Closed.Where(alarm => alarm.IsVisibleTo(grants)).Select(alarm => alarm.ReadBy(grants))],
    };

    public AlarmSnapshot With(Alarm alarm) => new()
    {
        Version = Version + 1,
        Open = alarm.IsClosed ? Open.Remove(alarm.Key) : Open.SetItem(alarm.Key, alarm),
        Closed = alarm.IsClosed ? [.. Closed.Insert(0, alarm).Take(MaximumClosed)] : Closed,
    };

    private IEnumerable<Alarm> Latest(Func<Alarm, bool> condition) =>
        Open.Values.Where(condition).OrderByDescending(alarm => alarm.RaisedAt).ThenBy(alarm => alarm.Id);
}
