using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace BackupDashboard.Shell;

// Addresses of the pages, in one place because pages of different features link to each other.
internal static class Links
{
    public const string Boxes = "/boxes";
    public const string Backups = "/backups";
    public const string Restores = "/restores";
    public const string Goals = "/goals";
    public const string Schedules = "/schedules";
    public const string NewSchedule = "/schedules/new";
    public const string Retention = "/retention";
    public const string NewRetention = "/retention/new";
    public const string Alarms = "/alarms";
    public const string Notifications = "/notifications";
    public const string NewChannel = "/notifications/channels/new";
    public const string NewRoute = "/notifications/routes/new";
    public const string Approvals = "/approvals";
    public const string Activity = "/activity";
    public const string Calendars = "/calendar";
    public const string Access = "/access";
    public const string About = "/about";
    public const string TooManyPages = "/too-many-pages";

    /// <summary>For programs that read a calendar.</summary>
    public static string Calendar(string secret) => $"{Calendars}/{secret}.ics";

    /// <summary>With the first of these boxes chosen, as many as an address holds.</summary>
    public static string NewScheduleOf(IEnumerable<(string Zone, string KnowledgeBoxId)> boxes)
    {
        const int Most = 50;
        return QueryHelpers.AddQueryString(
            NewSchedule, boxes.Take(Most).Select(box => KeyValuePair.Create("box", (StringValues)$"{box.Zone}/{box.KnowledgeBoxId}")));
    }

    public static string Schedule(Guid id) => $"{Schedules}/{id}";

    public static string EditSchedule(Guid id) => $"{Schedules}/{id}/edit";

    public static string RetentionRule(Guid id) => $"{Retention}/{id}";

    public static string EditRetention(Guid id) => $"{Retention}/{id}/edit";

    public static string EditChannel(Guid id) => $"{Notifications}/channels/{id}";

    /// <summary>Where someone says that a message has reached them.</summary>
    public static string Received(Guid deliveryId) => $"{Notifications}/received/{deliveryId}";

    public static string EditRoute(Guid id) => $"{Notifications}/routes/{id}";

    /// <summary>For the backups of one schedule.</summary>
    public static string NewRetentionOf(Guid scheduleId) => $"{NewRetention}?schedule={scheduleId}";

    public static string ActivityExport(string format) => $"{Activity}/export.{format}";

    public static string Operation(Guid id) => $"{Activity}/{id}";

    /// <summary>What someone, or a rule, has done, by their id.</summary>
    public static string DoneBy(string actorId) => $"{Activity}?person={Uri.EscapeDataString(actorId)}";

    public static string Batch(Guid id) => $"{Activity}?batch={id}";

    public static string Zone(string zone) => $"/zones/{Uri.EscapeDataString(zone)}";

    public static string BoxesIn(string zone) => $"{Boxes}?zone={Uri.EscapeDataString(zone)}";

    public static string BackupsOf(string zone, string slug) => $"{Zone(zone)}?box={Uri.EscapeDataString(slug)}";

    public static string Box(string zone, string knowledgeBoxId) => $"{Zone(zone)}/boxes/{Uri.EscapeDataString(knowledgeBoxId)}";

    public static string Backup(string zone, string backupId) => $"{Zone(zone)}/backups/{Uri.EscapeDataString(backupId)}";

    public static string HistoryOf(string backupId) => $"{Activity}?q={Uri.EscapeDataString(backupId)}";

    public static string HistoryOfBox(string zone, string slug) =>
        $"{Activity}?zone={Uri.EscapeDataString(zone)}&box={Uri.EscapeDataString(slug)}";

    public static string Restore(string zone, string backupId) => $"{Zone(zone)}/restore/{Uri.EscapeDataString(backupId)}";

    public static string RestoreProgress(string zone, string backupId, Guid operationId) =>
        $"{Restore(zone, backupId)}?operation={operationId}";

    public static string BoxesWith(params object[] verdicts) => $"{Boxes}?verdict={string.Join(',', verdicts)}";

    /// <summary>Whether an address is one of a page, with whatever query.</summary>
    public static bool IsAt(this NavigationManager navigation, string address, string page) => new Uri(address).AbsolutePath.Equals(
        new Uri(navigation.BaseUri).AbsolutePath.TrimEnd('/') + page, StringComparison.Ordinal);
}
