using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Zones;

namespace BackupDashboard.Api;

/// <summary>Looks up a zone for a request, and turns a miss into a problem.</summary>
internal sealed class ZoneLookup(ZoneViews zones, Permissions permissions)
{
    public (ZoneSnapshot? Zone, ApiProblem? Problem) Find(HttpContext context, string slug)
    {
        return zones.Find(slug, permissions.Of(context.User))?.Current switch
        {
            null => (null, ApiProblems.Of(new Problems.NoZone(slug))),
            { IsLoaded: false } => (null, ApiProblems.ZoneUnread(slug)),
            var zone => (zone, null),
        };
    }

    /// <summary>Of a zone that was never read, it is unknown what is missing.</summary>
    public ApiProblem Refusal(HttpContext context, string zone, RequestResult refused) =>
        refused.Problem!.Kind is ProblemKind.NotFound && zones.Find(zone, permissions.Of(context.User))?.Current.IsLoaded is false
            ? ApiProblems.ZoneUnread(zone)
            : ApiProblems.Of(refused);

    /// <returns>The box's id; an id of no box if there is none, so that the service reports it.</returns>
    public string BoxWithSlug(HttpContext context, string zone, string slug) =>
        Find(context, zone).Zone?.KnowledgeBoxes.Values.FirstOrDefault(box => box.Slug == slug)?.Id ?? "";
}
