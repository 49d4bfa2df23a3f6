namespace BackupDashboard.Sandbox.Cloud;

internal static class Pace
{
    public const double CreationSlot = 3;

    private const double LargestBox = 400d * 1024 * 1024 * 1024;

    public static double Backup(long bytes) => 4 + 56 * ShareOfLargest(bytes);

    public static double Restore(long bytes) => 6 + 84 * ShareOfLargest(bytes);

    // A cube root: boxes differ by five orders of magnitude, too much for a demonstration.
    private static double ShareOfLargest(long bytes) => Math.Min(1.5, Math.Cbrt(bytes / LargestBox));
}
