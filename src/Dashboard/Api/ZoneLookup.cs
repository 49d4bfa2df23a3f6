using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Zones;

namespace BackupDashboard.Api;

/// <summary>Looks a zone up for a request, and turns what it does not find into a problem.</summary>
internal sealed class ZoneLookup(ZoneViews zones, Permissions permissions)
{
    public (ZoneSnapshot? Zone, ApiProblem? Problem) Find(HttpContext context, string slug)
    {
        return zones.Find(slug, permissions.Of(context.User))?.Current switch
        {
            null => (null, ApiProblems.Of(Problems.NoZone(slug))),
            { IsLoaded: false } => (null, ApiProblems.ZoneUnread(slug)),
            var zone => (zone, null),
        };
    }

    /// <summary>Tells what came of a command. Of a zone that was never read nobody knows what is not there.</summary>
    public ApiProblem Refusal(HttpContext context, string zone, RequestResult refused) =>
        refused.Problem!.Kind is ProblemKind.NotFound && zones.Find(zone, permissions.Of(context.User))?.Current.IsLoaded is false
            ? ApiProblems.ZoneUnread(zone)
            : ApiProblems.Of(refused);

    /// <returns>Its id; what is no box's id when there is none, for the service to say so in its turn.</returns>
    public string BoxWithSlug(HttpContext context, string zone, string slug) =>
        Find(context, zone).Zone?.KnowledgeBoxes.Values.FirstOrDefault(box => box.Slug == slug)?.Id ?? "";
}
