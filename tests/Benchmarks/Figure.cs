using System.Globalization;

namespace BackupDashboard.Benchmarks;

/// <summary>Two values that were measured in turn, or one that has an absolute limit.</summary>
/// <param name="Case">Which of the benchmark's cases.</param>
/// <param name="Ours">The medians of the rounds.</param>
/// <param name="Peer">What it is compared with; null for a figure with a limit of its own.</param>
internal sealed record Figure(string Case, Samples Ours, Samples? Peer, string Unit, Goal Goal)
{
    public double? Ratio => Peer is { Median: > 0 } peer ? Ours.Median / peer.Median : null;

    public bool IsMet => Goal.IsMet(Ours.Median, Ratio);
}

/// <summary>What several rounds have measured.</summary>
internal sealed record Samples(IReadOnlyList<double> Values)
{
    public static Samples One(double value) => new([value]);

    public double Median { get; } = Values.Order().ElementAt(Values.Count / 2);

    /// <summary>The distance between the lowest and the highest, as a part of the median.</summary>
    public double Spread => Median == 0 ? 0 : (Values.Max() - Values.Min()) / Median;

    public string Text(string unit) => Values.Count == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Median:#,0.##} {unit}")
        : string.Create(CultureInfo.InvariantCulture, $"{Median:#,0.##} {unit} ±{Spread / 2:P0}");
}

/// <summary>When a figure is good enough.</summary>
internal sealed record Goal(string Text, Func<double, double?, bool> IsMet)
{
    public static Goal None { get; } = new("–", (_, _) => true);

    public static Goal RatioAtLeast(double limit) => new($"≥ {Number(limit)}x", (_, ratio) => ratio >= limit);

    public static Goal RatioAtMost(double limit) => new($"≤ {Number(limit)}x", (_, ratio) => ratio <= limit);

    public static Goal AtMost(double limit, string unit) => new($"≤ {Number(limit)} {unit}", (ours, _) => ours <= limit);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
