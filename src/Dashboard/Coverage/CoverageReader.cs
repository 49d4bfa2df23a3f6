using BackupDashboard.Access;
using BackupDashboard.Zones;

namespace BackupDashboard.Coverage;

/// <summary>How well the boxes that a viewer can see are covered: the only door for pages and endpoints.</summary>
public sealed class CoverageReader(ZoneViews zones, CoverageJudge judge)
{
    public CoverageReport Of(Grants viewer) => judge.Judge(zones.All(viewer).Select(view => view.Current));
}
