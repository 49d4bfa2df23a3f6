namespace BackupDashboard.Primitives;

internal static class Sizes
{
    // Summed in a wider type than it is shown in, so that absurd sizes cannot overflow. Unknown sizes count as nothing.
    public static long Total(IEnumerable<long?> sizes) => (long)Math.Min(sizes.Sum(size => (decimal)Math.Max(0, size ?? 0)), long.MaxValue);
}
