using BackupDashboard.Journal;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Coverage;

/// <summary>Applies the goals to zones at the present moment.</summary>
public sealed class CoverageJudge(IOptions<CoverageOptions> options, IOptions<PollingOptions> polling, TimeProvider time)
{
    public CoverageReport Judge(IEnumerable<ZoneSnapshot> zones, JournalSnapshot journal)
    {
        var (maxAge, now) = (options.Value.DefaultMaxAge, time.GetUtcNow());
        var goal = new FreshnessGoal(maxAge, maxAge * options.Value.DueSoonAt);
        return new([.. zones.SelectMany(zone => CoverageRules.Of(zone, journal, goal, polling.Value.StaleAfter, now))]);
    }
}
