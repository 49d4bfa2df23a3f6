namespace BackupDashboard.Restores;

// Progress, rate and remaining time of a restore. Pure.
internal static class RestoreEstimate
{
    // A longer estimate would only be noise.
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(30);

    // Of the resources, the only exact count; against the low end of a range. 100 only when complete. Returns null without a baseline, and
    // before the first poll.
    public static int? Percent(RestoreProgress progress)
    {
        if (progress.State is RestoreState.ContentComplete)
            return 100;
        if (progress is not { Baseline.Low: { } low, Counters: { } counters })
            return null;

        return (int)Math.Min(99, 100 * Share(counters.Resources, low.Resources));
    }

    // Returns resources per second over the last minute; null without data, and when the number has fallen.
    public static double? Rate(RestoreProgress progress) =>
        progress is { RateFrom: { } from, AsOf: { } asOf, Counters: { } counters } && asOf > from.At && counters.Resources >= from.Resources
            ? (counters.Resources - from.Resources) / (asOf - from.At).TotalSeconds
            : null;

    // At first by the rate of earlier restores, later by its own. Returns null if nothing is known, nothing moves or nothing is missing.
    public static TimeSpan? TimeLeft(RestoreProgress progress, double? learned)
    {
        if (progress is not { State: RestoreState.Arriving, Baseline.Low: { } low, Counters: { } counters }
                || counters.Resources >= low.Resources)
            return null;

        var share = Share(counters.Resources, low.Resources);
        var speed = (Rate(progress), learned) switch
        {
            ( > 0 and var own, > 0 and var others) => own * share + others * (1 - share),
            ( > 0 and var own, _) => own,
            (_, > 0) => learned,
            _ => null,
        };
        return (low.Resources - counters.Resources) / speed is { } seconds && seconds <= Furthest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    private static double Share(long count, long whole) => whole <= 0 ? 1 : Math.Clamp((double)count / whole, 0, 1);
}
