namespace BackupDashboard.Primitives;

/// <summary>Sums of sizes that others report.</summary>
public static class Sizes
{
    /// <summary>Summed wider than it is shown: sizes that make no sense together end nothing. What is not known counts as nothing.</summary>
    public static long Total(IEnumerable<long?> sizes) => (long)Math.Min(sizes.Sum(size => (decimal)Math.Max(0, size ?? 0)), long.MaxValue);
}
