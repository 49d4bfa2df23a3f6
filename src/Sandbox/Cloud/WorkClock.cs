using System.Collections.Immutable;

namespace BackupDashboard.Sandbox.Cloud;

// Seconds of work that the cloud has done since it started: wall-clock seconds times the speed factor of the day.
internal sealed class WorkClock
{
    private readonly ImmutableArray<Leg> _legs;

    private WorkClock(ImmutableArray<Leg> legs) => _legs = legs;

    public double Factor => _legs[^1].Factor;

    public static WorkClock Start(DateTimeOffset now, double factor) => new([new Leg(now, 0, factor)]);

    public WorkClock WithFactor(DateTimeOffset now, double factor) => new(_legs.Add(new Leg(now, WorkAt(now), factor)));

    public double WorkAt(DateTimeOffset now)
    {
        var leg = _legs[^1];
        return leg.Work + Math.Max(0, (now - leg.From).TotalSeconds) * leg.Factor;
    }

    public DateTimeOffset ReachedAt(double work)
    {
        var index = _legs.Length - 1;
        while (index > 0 && _legs[index].Work > work)
            index--;

        var leg = _legs[index];
        return leg.From.AddSeconds((work - leg.Work) / leg.Factor);
    }

    private readonly record struct Leg(DateTimeOffset From, double Work, double Factor);
}
