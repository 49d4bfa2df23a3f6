namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>A page of the console, as one opens it.</summary>
/// <param name="Reach">Whether its address names an object.</param>
public sealed record PageRow(string Template, Reach Reach, Func<Item, string> Address)
{
    /// <summary>Where a page has more than one face.</summary>
    public string Variant { get; init; } = "";

    public override string ToString() => Variant.Length == 0 ? Template : $"{Template} ({Variant})";
}

/// <summary>Every page. One that is not here fails the test.</summary>
public static class PageRows
{
    public static IReadOnlyList<PageRow> All { get; } =
    [
        new("/", Reach.Nothing, _ => "/"),
        new("/boxes", Reach.Nothing, _ => "/boxes"),
        new("/backups", Reach.Nothing, _ => "/backups"),
        new("/zones/{Zone}/backups/{Id}", Reach.Box, item => $"/zones/{item.Zone}/backups/{item.BackupId}"),
        new("/restores", Reach.Nothing, _ => "/restores"),
        new("/goals", Reach.Nothing, _ => "/goals"),
        new("/schedules", Reach.Nothing, _ => "/schedules"),
        new("/schedules/new", Reach.Nothing, _ => "/schedules/new"),
        new("/schedules/{Id:guid}", Reach.Rule, item => $"/schedules/{item.ScheduleId}"),
        new("/schedules/{Id:guid}/edit", Reach.Rule, item => $"/schedules/{item.ScheduleId}/edit"),
        new("/retention", Reach.Nothing, _ => "/retention"),
        new("/retention/new", Reach.Nothing, _ => "/retention/new"),
        new("/retention/{Id:guid}", Reach.Rule, item => $"/retention/{item.RetentionId}"),
        new("/retention/{Id:guid}/edit", Reach.Rule, item => $"/retention/{item.RetentionId}/edit"),
        new("/notifications", Reach.Nothing, _ => "/notifications"),
        new("/notifications/channels/new", Reach.Nothing, _ => "/notifications/channels/new"),
        new("/notifications/channels/{Id:guid}", Reach.Nothing, item => $"/notifications/channels/{item.ChannelId}"),
        new("/notifications/routes/new", Reach.Nothing, _ => "/notifications/routes/new"),
        new("/notifications/routes/{Id:guid}", Reach.Nothing, item => $"/notifications/routes/{item.RouteId}"),
        new("/notifications/received/{Id:guid}", Reach.Nothing, item => $"/notifications/received/{item.ChannelId}"),
        new("/access", Reach.Nothing, _ => "/access"),
        new("/about", Reach.Nothing, _ => "/about"),
        new("/alarms", Reach.Nothing, _ => "/alarms"),
        new("/approvals", Reach.Nothing, _ => "/approvals"),
        new("/activity", Reach.Nothing, _ => "/activity"),
        new("/activity/{Id}", Reach.Operation, item => $"/activity/{item.OperationId}"),
        new("/zones/{Zone}", Reach.Zone, item => $"/zones/{item.Zone}"),
        new("/zones/{Zone}", Reach.Zone, item => $"/zones/{item.Zone}?q={item.Slug}") { Variant = "a search" },
        new("/zones/{Zone}/boxes/{Id}", Reach.Box, item => $"/zones/{item.Zone}/boxes/{item.BoxId}"),
        new("/zones/{Zone}/restore/{BackupId}", Reach.Box, item => $"/zones/{item.Zone}/restore/{item.BackupId}"),
        new(
            "/zones/{Zone}/restore/{BackupId}", Reach.Box,
            item => $"/zones/{item.Zone}/restore/{item.BackupId}?operation={item.OperationId}") { Variant = "its progress" },
        new("/not-found", Reach.Nothing, _ => "/not-found"),
    ];

    /// <summary>Drawn by the server without a circuit, so that there is nothing to press: the HTTP matrix opens them.</summary>
    public static IReadOnlyList<string> WithoutCircuit { get; } = ["/sign-in-failed", "/signed-out", "/status/{Code:int}",
        "/too-many-pages"];
}
