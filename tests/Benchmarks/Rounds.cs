namespace BackupDashboard.Benchmarks;

/// <summary>A B A B: whatever else the machine does falls on both sides.</summary>
internal static class Rounds
{
    public static async Task<(Samples Ours, Samples Peer)> InTurnAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> peer)
    {
        var (one, other) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            one.Add(await ours());
            other.Add(await peer());
        }

        return (new Samples(one[1..]), new Samples(other[1..]));
    }
}
