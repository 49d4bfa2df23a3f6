using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Zones;

namespace BackupDashboard.Schedules;

/// <summary>The knowledge boxes that a schedule covers at one moment.</summary>
/// <param name="Boxes">Those that it backs up, with the rights of its team.</param>
/// <param name="Gone">Boxes named by their ids that no longer exist.</param>
/// <param name="Outside">Boxes that it would back up, and that its team may no longer.</param>
/// <param name="IsComplete">False while a zone cannot be read, which may have more boxes.</param>
public sealed record ScheduleCover(
    IReadOnlyList<CoveredBox> Boxes, IReadOnlyList<BoxInZone> Gone, IReadOnlyList<BoxInZone> Outside, bool IsComplete)
{
    /// <param name="zones">As the reader is allowed to see them.</param>
    /// <param name="team">The rights that the schedule acts with.</param>
    internal static ScheduleCover Of(
        Schedule schedule, IReadOnlyList<ZoneSnapshot> zones, Grants team, TimeSpan staleAfter, DateTimeOffset now)
    {
        var (boxes, gone, outside) = (new List<CoveredBox>(), new List<BoxInZone>(), new List<BoxInZone>());
        var isComplete = zones.Count > 0;
        foreach (var zone in zones)
        {
            var slug = zone.Zone.Slug;
            var scopes = schedule.Boxes.Where(scope => scope.Zone == slug || scope.Zone == BoxScope.EveryZone).ToList();
            if (scopes.Count == 0)
                continue;

            var isReadable = zone is { IsLoaded: true, IsGone: false, BoxesAsOf: not null } && !zone.IsStale(now, staleAfter);
            isComplete &= isReadable;
            var isLost = zone.IsGone || zone.Failure is not null;
            foreach (var box in Found(zone, scopes))
            {
                var key = new BoxInZone(slug, box.Id);
                if (team.May(Right.Backup, slug, box.Slug))
                    boxes.Add(new CoveredBox(key, box.Slug, isReadable, isLost));
                else
                    outside.Add(key);
            }

            // What a zone does not list is gone only if it lists everything.
            if (isReadable && zone.ListsEveryBox)
                gone.AddRange(Named(scopes).Where(scope => !zone.HasBox(scope.KnowledgeBoxId!)).Select(Key));
        }

        // Of a zone that is not known yet, or no longer.
        foreach (var scope in Named(schedule.Boxes).Where(scope => zones.All(zone => zone.Zone.Slug != scope.Zone)))
        {
            isComplete = false;
            if (team.May(Right.Backup, scope.Zone, scope.Slug))
                boxes.Add(new CoveredBox(Key(scope), scope.Slug, IsReadable: false, IsLost: true));
        }

        return new ScheduleCover(boxes, gone, outside, isComplete);
    }

    private static BoxInZone Key(BoxScope scope) => new(scope.Zone, scope.KnowledgeBoxId!);

    private static IEnumerable<BoxScope> Named(IEnumerable<BoxScope> scopes) => scopes.Where(scope => !scope.IsPattern);

    private static IEnumerable<KnowledgeBox> Found(ZoneSnapshot zone, IReadOnlyList<BoxScope> scopes)
    {
        var named = Named(scopes).Select(scope => scope.KnowledgeBoxId!).ToHashSet(StringComparer.Ordinal);
        var patterns = scopes.Where(scope => scope.IsPattern).ToList();
        return zone.KnowledgeBoxes.BySlug.Where(box => !box.IsAgent
            && (named.Contains(box.Id) || patterns.Exists(scope => scope.Covers(zone.Zone.Slug, box.Id, box.Slug))));
    }
}

/// <param name="IsReadable">Its zone is listed, and its picture is not too old.</param>
/// <param name="IsLost">Its zone is not listed, or did not answer the last time. A picture may be old without that, after a sleep.</param>
public readonly record struct CoveredBox(BoxInZone Key, string Slug, bool IsReadable, bool IsLost);
