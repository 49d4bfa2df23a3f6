namespace BackupDashboard.Restores;

/// <summary>How far a restore is, how quick, and how long it may still take. Pure.</summary>
public static class RestoreEstimate
{
    /// <summary>Further ahead than this, a figure would only be noise.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(30);

    /// <summary>Of the resources, the only exact count; against the low end of a range. 100 when complete, and not before.</summary>
    /// <returns>Null without a baseline, and before the first look.</returns>
    public static int? Percent(RestoreProgress progress)
    {
        if (progress.State is RestoreState.ContentComplete)
            return 100;
        if (progress is not { Baseline.Low: { } low, Counters: { } counters })
            return null;

        return (int)Math.Min(99, 100 * Share(counters.Resources, low.Resources));
    }

    /// <returns>Resources a second over the last minute; null while there is nothing to measure, and when the number has fallen.</returns>
    public static double? Rate(RestoreProgress progress) =>
        progress is { RateFrom: { } from, AsOf: { } asOf, Counters: { } counters } && asOf > from.At && counters.Resources >= from.Resources
            ? (counters.Resources - from.Resources) / (asOf - from.At).TotalSeconds
            : null;

    /// <summary>At first as quick as earlier restores, in the end as quick as this one is.</summary>
    /// <param name="learned">Resources a second of earlier restores.</param>
    /// <returns>Null when nothing is known, nothing moves or nothing is missing.</returns>
    public static TimeSpan? TimeLeft(RestoreProgress progress, double? learned)
    {
        if (progress is not { State: RestoreState.Arriving, Baseline.Low: { } low, Counters: { } counters } || counters.Resources >= low.Resources)
            return null;

        var share = Share(counters.Resources, low.Resources);
        var speed = (Rate(progress), learned) switch
        {
            ( > 0 and var own, > 0 and var others) => own * share + others * (1 - share),
            ( > 0 and var own, _) => own,
            (_, > 0) => learned,
            _ => null,
        };
        return (low.Resources - counters.Resources) / speed is { } seconds && seconds <= Furthest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double Share(long count, long whole) => whole <= 0 ? 1 : Math.Clamp((double)count / whole, 0, 1);
}
