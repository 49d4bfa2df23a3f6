using BackupDashboard.Nuclia;

namespace BackupDashboard.Zones;

// How long to wait until the next poll. Pure; the jitter is passed in.
internal static class Cadence
{
    private const int MaximumDoublings = 5;

    public static readonly TimeSpan LongestAskedWait = TimeSpan.FromMinutes(10);

    public static TimeSpan Next(PollingOptions options, bool busy, bool watched, double jitter)
    {
        var interval = busy ? options.QuickInterval : watched ? options.CalmInterval : options.SlowInterval;
        return interval * (0.9 + 0.2 * jitter);
    }

    // Doubles with every failure in a row, up to what is usual when all is well; never before the moment that the cloud requested.
    public static TimeSpan AfterFailure(
        PollingOptions options, int failures, bool watched, NucliaError error, DateTimeOffset now, double jitter)
    {
        var backOff = options.QuickInterval * Math.Pow(2, Math.Min(failures, MaximumDoublings));
        var interval = Min(backOff, watched ? options.CalmInterval : options.SlowInterval) * (0.9 + 0.2 * jitter);
        return error.RetryAt - now is { } asked && asked > interval ? Min(asked, LongestAskedWait) : interval;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
