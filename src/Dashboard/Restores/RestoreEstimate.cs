namespace BackupDashboard.Restores;

/// <summary>Progress, rate and remaining time of a restore. Pure.</summary>
internal static class RestoreEstimate
{
    /// <summary>A longer estimate would only be noise.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(30);

    /// <summary>Of the resources, the only exact count; against the low end of a range. 100 only when complete.</summary>
    /// <returns>Null without a baseline, and before the first poll.</returns>
    public static int? Percent(RestoreProgress progress)
    {
        if (progress.State is RestoreState.ContentComplete)
            return 100;
        if (progress is not { Baseline.Low: { } low, Counters: { } counters })
            return null;

        return (int)Math.Min(99, 100 * Share(counters.Resources, low.Resources));
    }

    /// <returns>Resources per second over the last minute; null without data, and when the number has fallen.</returns>
    public static double? Rate(RestoreProgress progress) =>
        progress is { RateFrom: { } from, AsOf: { } asOf, Counters: { } counters } && asOf > from.At && counters.Resources >= from.Resources
            ? (counters.Resources - from.Resources) / (asOf - from.At).TotalSeconds
            : null;

    /// <summary>At first by the rate of earlier restores, later by its own.</summary>
    /// <param name="learned">Resources per second of earlier restores.</param>
    /// <returns>Null if nothing is known, nothing moves or nothing is missing.</returns>
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
