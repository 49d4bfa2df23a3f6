namespace BackupDashboard.Benchmarks;

/// <summary>The first of several rounds warms up. One alone shows only that it works.</summary>
internal static class Rounds
{
    /// <summary>A B A B: whatever else the machine does falls on both sides.</summary>
    /// <param name="rounds">Of which the figures are made.</param>
    public static async Task<(Samples Ours, Samples Peer)> InTurnAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> peer)
    {
        var (one, other) = (new List<double>(), new List<double>());
        foreach (var _ in All(rounds))
        {
            one.Add(await ours());
            other.Add(await peer());
        }

        return (Measured(one), Measured(other));
    }

    public static IEnumerable<int> All(int rounds) => Enumerable.Range(0, rounds == 1 ? 1 : rounds + 1);

    /// <param name="all">A value of each round.</param>
    public static Samples Measured(List<double> all) => new(all.Count == 1 ? all : all[1..]);
}
