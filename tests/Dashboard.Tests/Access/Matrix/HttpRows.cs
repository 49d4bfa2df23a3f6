using BackupDashboard.Access;
using static BackupDashboard.Tests.Access.Matrix.Gate;
using static BackupDashboard.Tests.Access.Matrix.Reach;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Every endpoint of the program and who may use it. An endpoint that is not here fails the test.</summary>
public static class HttpRows
{
    private const string Api = "/api/v1";

    /// <summary>Files that are the same for everyone, one row for all of them.</summary>
    public const string StaticFiles = "GET|HEAD (static files)";

    public static IReadOnlyList<HttpRow> All { get; } =
    [
        // For everyone.
        Plain(" /health/live", Everybody, 200, "/health/live"),
        Plain(" /health/ready", Everybody, 200, "/health/ready"),
        Plain(" /health/serving", Everybody, 200, "/health/serving"),
        Plain(" /health/active", Everybody, 200, "/health/active"),
        Plain("GET /sign-in", Everybody, 302, "/sign-in"),

        // Its address is the secret, and this one is none.
        Plain("GET /calendar/{secret}.ics", Everybody, 404, "/calendar/AAAA.ics"),
        Plain(StaticFiles, Everybody, 200, "/app.css"),
        Plain(StaticFiles, Everybody, 200, "/favicon.svg") with { Variant = "a picture" },
        .. Page("/status/{Code:int}", Everybody, Nothing, _ => "/status/404"),
        .. Page("/signed-out", Everybody, Nothing, _ => "/signed-out"),

        // Someone who is signed in is led on.
        .. Page("/sign-in-failed", Everybody, Nothing, _ => "/sign-in-failed")
            .Select(row => row.Status == 200 ? row with { StatusSignedIn = 302 } : row),

        // For anyone who is signed in. Without the antiforgery token no one is signed out.
        Plain("POST /sign-out", SignedIn, 400, "/sign-out") with { Method = HttpMethod.Post, SentTo = "/signed-out" },

        // The console, and what its circuits need.
        .. Page("/", Viewers, Nothing, _ => "/"),
        .. Page("/not-found", Viewers, Nothing, _ => "/not-found"),
        .. Page("/too-many-pages", Viewers, Nothing, _ => "/too-many-pages"),
        .. Page("/access", Viewers, Nothing, _ => "/access"),
        .. Page("/about", Viewers, Nothing, _ => "/about"),
        .. Page("/alarms", Viewers, Nothing, _ => "/alarms"),
        .. Page("/activity", Viewers, Nothing, _ => "/activity"),
        .. Page("/activity/{Id}", Viewers, Operation, item => $"/activity/{item.OperationId}"),
        .. Page("/zones/{Zone}", Viewers, Zone, item => $"/zones/{item.Zone}"),
        .. Page("/zones/{Zone}/boxes/{Id}", Viewers, Box, item => $"/zones/{item.Zone}/boxes/{item.BoxId}"),
        .. Page("/zones/{Zone}/backups/{Id}", Viewers, Box, item => $"/zones/{item.Zone}/backups/{item.BackupId}"),
        .. Page("/zones/{Zone}/restore/{BackupId}", Viewers, Box, item => $"/zones/{item.Zone}/restore/{item.BackupId}"),
        Plain(" /_blazor/negotiate", Viewers, 200, "/_blazor/negotiate?negotiateVersion=1") with { Method = HttpMethod.Post },
        Plain(" /_blazor", Viewers, 400, "/_blazor"),
        Plain(" /_blazor/disconnect/", Viewers, 400, "/_blazor/disconnect/") with { Method = HttpMethod.Post },
        Plain(" /_blazor/initializers/", Viewers, 200, "/_blazor/initializers/"),
        Plain("GET /_framework/opaque-redirect", Viewers, 400, "/_framework/opaque-redirect"),
        Plain("GET /boxes", Viewers, 200, "/boxes"),
        Plain("GET /backups", Viewers, 200, "/backups"),
        Plain("GET /restores", Viewers, 200, "/restores"),
        Plain("GET /goals", Viewers, 200, "/goals"),
        .. Page("/schedules", Viewers, Nothing, _ => "/schedules"),
        .. Page("/schedules/new", Viewers, Nothing, _ => "/schedules/new"),
        .. Page("/schedules/{Id:guid}", Viewers, Reach.Rule, item => $"/schedules/{item.ScheduleId}"),
        .. Page("/schedules/{Id:guid}/edit", Viewers, Reach.Rule, item => $"/schedules/{item.ScheduleId}/edit"),
        .. Page("/retention", Viewers, Nothing, _ => "/retention"),
        .. Page("/retention/new", Viewers, Nothing, _ => "/retention/new"),
        .. Page("/retention/{Id:guid}", Viewers, Reach.Rule, item => $"/retention/{item.RetentionId}"),
        .. Page("/retention/{Id:guid}/edit", Viewers, Reach.Rule, item => $"/retention/{item.RetentionId}/edit"),
        .. Page("/approvals", Viewers, Nothing, _ => "/approvals"),
        .. Page("/notifications", Viewers, Nothing, _ => "/notifications"),
        .. Page("/notifications/channels/new", Viewers, Nothing, _ => "/notifications/channels/new"),
        .. Page("/notifications/channels/{Id:guid}", Viewers, Nothing, item => $"/notifications/channels/{item.ChannelId}"),
        .. Page("/notifications/routes/new", Viewers, Nothing, _ => "/notifications/routes/new"),
        .. Page("/notifications/routes/{Id:guid}", Viewers, Nothing, item => $"/notifications/routes/{item.RouteId}"),
        .. Page("/notifications/received/{Id:guid}", Viewers, Nothing, item => $"/notifications/received/{item.ChannelId}"),
        Plain("GET /activity/export.csv", Viewers, 200, "/activity/export.csv"),
        Plain("GET /activity/export.json", Viewers, 200, "/activity/export.json"),

        // The hub. What it returns is in the matrix of its methods.
        Plain(" /hubs/backups/negotiate", Viewers, 200, "/hubs/backups/negotiate?negotiateVersion=1") with { Method = HttpMethod.Post },
        Plain(" /hubs/backups", Viewers, 400, "/hubs/backups"),

        // The API's page. Its scripts and its picture are the package's, the same for everyone.
        Plain("GET /api/docs/{documentName?}", Viewers, 200, "/api/docs/"),
        Plain("GET /api/docs/scalar.js", Everybody, 200, "/api/docs/scalar.js"),
        Plain("GET /api/docs/scalar.aspnetcore.js", Everybody, 200, "/api/docs/scalar.aspnetcore.js"),
        Plain("GET /api/docs/favicon.svg", Everybody, 200, "/api/docs/favicon.svg"),

        // The API: what it returns.
        Plain($"GET {Api}/openapi.json", Viewers, 200, $"{Api}/openapi.json"),
        Plain($"GET|HEAD {Api}/me", Viewers, 200, $"{Api}/me"),
        Plain($"GET|HEAD {Api}/antiforgery", Viewers, 200, $"{Api}/antiforgery"),
        Plain($"GET|HEAD {Api}/zones", Viewers, 200, $"{Api}/zones"),
        Plain($"GET|HEAD {Api}/operations", Viewers, 200, $"{Api}/operations?pageSize=200"),
        Plain($"GET|HEAD {Api}/coverage", Viewers, 200, $"{Api}/coverage?pageSize=200"),
        Plain($"GET|HEAD {Api}/coverage.csv", Viewers, 200, $"{Api}/coverage.csv"),
        Plain($"GET|HEAD {Api}/schedules", Viewers, 200, $"{Api}/schedules?pageSize=200"),
        Read("/schedules/{id}", Reach.Rule, Right.View, item => $"/schedules/{item.ScheduleId}"),
        Read("/schedules/{id}/times", Reach.Rule, Right.View, item => $"/schedules/{item.ScheduleId}/times"),
        Plain($"GET|HEAD {Api}/retention", Viewers, 200, $"{Api}/retention?pageSize=200"),
        Read("/retention/{id}", Reach.Rule, Right.View, item => $"/retention/{item.RetentionId}"),
        Read("/retention/{id}/plan", Reach.Rule, Right.View, item => $"/retention/{item.RetentionId}/plan"),
        Read("/zones/{zone}/knowledge-boxes", Zone, Right.View, item => $"/zones/{item.Zone}/knowledge-boxes?pageSize=200"),
        Read("/zones/{zone}/backups", Zone, Right.View, item => $"/zones/{item.Zone}/backups?pageSize=200"),
        Read(
            "/zones/{zone}/backups", Zone, Right.View,
            item => $"/zones/{item.Zone}/backups?q={item.Slug}") with { Variant = "a search for one" },
        Read(
            "/zones/{zone}/backups", Zone, Right.View,
            item => $"/zones/{item.Zone}/backups?box={item.Slug}") with { Variant = "those of one box" },
        Read("/zones/{zone}/backups/{id}", Box, Right.View, item => $"/zones/{item.Zone}/backups/{item.BackupId}"),
        Read("/operations/{id}", Operation, Right.View, item => $"/operations/{item.OperationId}"),
        Read("/slug-check", Box, Right.Restore, item => $"/slug-check?slug={item.NewSlug}&zone={item.Zone}&backupId={item.BackupId}"),

        // The API: what it does.
        Command("POST", "/zones/{zone}/backups", Box, Right.Backup, 202, item => $"/zones/{item.Zone}/backups", item =>
            $$"""{"knowledgeBoxId":"{{item.BoxId}}"}"""),
        Command("POST", "/zones/{zone}/backups", Box, Right.Backup, 202, item => $"/zones/{item.Zone}/backups", item =>
            $$"""{"slug":"{{item.Slug}}"}""")
            with { Variant = "by slug" },
        Command(
            "DELETE", "/zones/{zone}/backups/{id}", Box, Right.Delete, 202,
            item => $"/zones/{item.Zone}/backups/{item.BackupId}?confirmation={item.Slug}"),
        Command(
            "POST", "/zones/{zone}/backups/{id}/restore", Box, Right.Restore, 202,
            item => $"/zones/{item.Zone}/backups/{item.BackupId}/restore",
            item => $$"""{"slug":"{{item.NewSlug}}","title":"Restored"}"""),

        // The operation is a deletion that waits, so it takes the right to delete.
        Command("POST", "/operations/{id}/cancel", Operation, Right.Delete, 200, item => $"/operations/{item.OperationId}/cancel"),
    ];

    private static HttpRow Plain(string endpoint, Gate gate, int status, string path) =>
        new(endpoint, gate, Nothing, Right.View, status, _ => path);

    /// <summary>A page takes no forms, and what is no address of a page is for viewers to learn.</summary>
    private static IEnumerable<HttpRow> Page(string pattern, Gate gate, Reach reach, Func<Item, string> path)
    {
        var page = new HttpRow($"GET {pattern}", gate, reach, Right.View, 200, path) { TellsWhatIsMissing = false };
        return [page, page with { Variant = "a form", Method = HttpMethod.Post, Status = 405, Gate = Viewers, Reach = Nothing }];
    }

    private static HttpRow Read(string pattern, Reach reach, Right right, Func<Item, string> path) =>
        new($"GET|HEAD {Api}{pattern}", Viewers, reach, right, 200, item => Api + path(item));

    private static HttpRow Command(
        string method, string pattern, Reach reach, Right right, int status, Func<Item, string> path, Func<Item, string>? body = null) =>
        new(
            $"{method} {Api}{pattern}", Viewers, reach, right, status,
            item => Api + path(item))
        { Method = new HttpMethod(method), Body = body };
}
