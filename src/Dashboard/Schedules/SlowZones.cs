using BackupDashboard.Journal;

namespace BackupDashboard.Schedules;

// Zones whose cloud has refused a start because it had too many calls, each with the moment until which it would refuse the next one.
// Whoever was refused: the cloud counts the calls of the account.
internal static class SlowZones
{
    // Where the cloud did not say how long.
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    public static IReadOnlyDictionary<string, DateTimeOffset> Of(JournalSnapshot journal, DateTimeOffset now) =>
        journal.Operations.Values
            .Where(operation => operation is { Kind: OperationKind.Start, Problem.Kind: ProblemKind.SlowDown, EndedAt: not null })
            .Select(operation => (operation.Zone, Until: operation.Problem!.Until ?? operation.EndedAt!.Value + Usual))
            .Where(slow => slow.Until > now)
            .GroupBy(slow => slow.Zone, slow => slow.Until, StringComparer.Ordinal)
            .ToDictionary(zone => zone.Key, zone => zone.Max(), StringComparer.Ordinal);
}
