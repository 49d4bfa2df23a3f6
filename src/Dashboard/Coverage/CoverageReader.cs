using System.Runtime.CompilerServices;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.Coverage;

/// <summary>How well the boxes that a viewer can see are covered: the only door for pages and endpoints.</summary>
public sealed class CoverageReader(ZoneViews zones, OperationJournal journal, CoverageJudge judge, TimeProvider time)
{
    /// <summary>How long a report answers for all who see the same boxes, if nothing changes: a verdict changes with hours.</summary>
    internal static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly ConditionalWeakTable<Grants, Latest> _latest = [];

    /// <summary>The same object for many pages that ask in the same moment, as all do when a zone changes.</summary>
    public CoverageReport Of(Grants viewer)
    {
        List<ZoneSnapshot> seen = [.. zones.All(viewer).Select(view => view.Current)];
        var (version, now) = (journal.Current.Version, time.GetUtcNow());
        if (_latest.TryGetValue(viewer, out var latest) && latest.ReportOf(seen, version, now) is { } known)
            return known;

        var report = judge.Judge(seen);
        _latest.AddOrUpdate(viewer, new Latest(seen, version, now, report));
        return report;
    }

    // Weak: it is the pages that keep a report, and nothing keeps a zone that has changed.
    private sealed class Latest(IReadOnlyList<ZoneSnapshot> zones, long version, DateTimeOffset at, CoverageReport report)
    {
        private readonly WeakReference<ZoneSnapshot>[] _zones = [.. zones.Select(zone => new WeakReference<ZoneSnapshot>(zone))];
        private readonly WeakReference<CoverageReport> _report = new(report);

        public CoverageReport? ReportOf(IReadOnlyList<ZoneSnapshot> seen, long journalVersion, DateTimeOffset now) =>
            journalVersion == version && now >= at && now - at < GoodFor && seen.Count == _zones.Length
            && seen.Zip(_zones).All(both => both.Second.TryGetTarget(out var zone) && ReferenceEquals(zone, both.First))
            && _report.TryGetTarget(out var known)
                ? known
                : null;
    }
}
