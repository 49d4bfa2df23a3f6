using BackupDashboard.Journal;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Coverage;

/// <summary>
/// Applies the goals to zones at the present moment. A goal counts for everyone who can view the box, also for those who may not view the
/// rule that it comes from.
/// </summary>
public sealed class CoverageJudge(
    OperationJournal journal, UnchangedTimes unchanged, IOptions<CoverageOptions> options, IOptions<PollingOptions> polling,
    TimeProvider time)
{
    public CoverageReport Judge(IEnumerable<ZoneSnapshot> zones)
    {
        var (whole, now) = (journal.Current, time.GetUtcNow());
        var goals = GoalBook.At(now, whole, options.Value);
        var all = zones.ToList();
        return new CoverageReport(
            [.. all.SelectMany(zone => CoverageRules.Of(zone, whole, goals, unchanged.Of, polling.Value.StaleAfter, now))])
        {
            Gone = [.. all.SelectMany(CoverageRules.GoneFrom)],
        };
    }
}
