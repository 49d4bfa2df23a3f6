using BackupDashboard.Access;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using MudBlazor;

namespace BackupDashboard.Layout;

/// <summary>Finds pages, zones, knowledge boxes and backups for one viewer, a few of each, the best first.</summary>
public sealed class Finder(ZoneViews zones, ViewerTime time)
{
    private const int Most = 6;

    private static readonly (string Name, string Address, string Icon)[] Pages =
    [
        ("Overview", "/", Icons.Material.Outlined.SpaceDashboard),
        ("Boxes", Links.Boxes, Icons.Material.Outlined.Inventory2),
        ("Backups", Links.Backups, Icons.Material.Outlined.Backup),
        ("Schedules", Links.Schedules, Icons.Material.Outlined.EventRepeat),
        ("Retention", Links.Retention, Icons.Material.Outlined.AutoDelete),
        ("Goals and exemptions", Links.Goals, Icons.Material.Outlined.Flag),
        ("Restores", Links.Restores, Icons.Material.Outlined.SettingsBackupRestore),
        ("Alarms", Links.Alarms, Icons.Material.Outlined.Notifications),
        ("Notifications", Links.Notifications, Icons.Material.Outlined.NotificationsActive),
        ("Approvals", Links.Approvals, Icons.Material.Outlined.HowToReg),
        ("Activity", Links.Activity, Icons.Material.Outlined.History),
        ("Your access", Links.Access, Icons.Material.Outlined.VerifiedUser),
    ];

    public IReadOnlyList<Finding> Find(string text, Grants viewer)
    {
        var wanted = text.Trim();
        var seen = zones.All(viewer).Select(view => view.Current).ToList();
        return wanted.Length == 0
            ? [.. Pages.Select(page => new Finding(page.Icon, page.Name, "page", page.Address))]
            :
            [
                .. Pages.Where(page => Has(page.Name, wanted)).Select(page => new Finding(page.Icon, page.Name, "page", page.Address)),
                .. seen.Where(zone => Has(zone.Zone.Slug, wanted) || Has(zone.Zone.Title, wanted)).Take(Most)
                    .Select(zone => new Finding(Icons.Material.Outlined.Dns, zone.Zone.Slug, "zone", Links.Zone(zone.Zone.Slug))),
                .. seen.SelectMany(zone => Boxes(zone, wanted)).OrderByDescending(box => box.IsExact).Take(Most).Select(box => box.Finding),
                .. seen.SelectMany(zone => Backups(zone, wanted)).OrderByDescending(backup => backup.StartedAt).Take(Most)
                    .Select(backup => backup.Finding),
            ];
    }

    private static IEnumerable<(bool IsExact, Finding Finding)> Boxes(ZoneSnapshot zone, string wanted) =>
        from box in zone.KnowledgeBoxes.BySlug
        where !box.IsAgent && (Has(box.Title, wanted) || Has(box.Slug, wanted) || IsBeginning(box.Id, wanted))
        select (box.Slug == wanted, new Finding(
            Icons.Material.Outlined.Inventory2, $"{box.Title} ({box.Slug})", $"knowledge box in {zone.Zone.Slug}",
            Links.Box(zone.Zone.Slug, box.Id)));

    // By the beginning of an id, or by the day: boxes are found by their names already.
    private IEnumerable<(DateTimeOffset StartedAt, Finding Finding)> Backups(ZoneSnapshot zone, string wanted)
    {
        var order = new BackupOrder(BackupSort.Started, Descending: true);
        var found = DayOf(wanted) is { } day
            ? zone.Backups.Values.Where(backup => DayOf(backup) == day).OrderByDescending(backup => backup.StartedAt)
            : zone.Backups.Page(BackupFilter.None with { Search = wanted }, order, 0, Most * 4, time.Now).Rows
                .Where(backup => IsBeginning(backup.Id, wanted));
        return found.Take(Most).Select(backup => (backup.StartedAt, new Finding(
            Icons.Material.Outlined.Backup, $"{backup.Slug}, {time.Day(backup.StartedAt)}", $"backup in {zone.Zone.Slug}",
            Links.Backup(zone.Zone.Slug, backup.Id))));
    }

    private DateOnly? DayOf(string text) => DayText.Typed(text, time.Today());

    private DateOnly DayOf(Backup backup) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(backup.StartedAt, time.Zone).DateTime);

    private static bool Has(string name, string wanted) => name.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private static bool IsBeginning(string id, string wanted) => id.StartsWith(wanted, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Something to go to.</summary>
public sealed record Finding(string Icon, string Text, string Kind, string Address);
