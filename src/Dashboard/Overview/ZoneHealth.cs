using BackupDashboard.Nuclia;
using BackupDashboard.Zones;
using MudBlazor;

namespace BackupDashboard.Overview;

internal sealed record ZoneHealth(string Text, string Icon, Color Color)
{
    public static ZoneHealth Of(ZoneSnapshot zone, DateTimeOffset now, TimeSpan staleAfter) => zone switch
    {
        { GoneSince: not null } => new("No longer listed", Icons.Material.Outlined.CloudOff, Color.Error),
        { IsLoaded: false, Failure: null } => new("Being read", Icons.Material.Outlined.HourglassEmpty, Color.Default),
        { Failure.IsTokenRefused: true } => new("Token refused", Icons.Material.Outlined.Lock, Color.Error),
        { Failure.Error.Kind: NucliaErrorKind.RateLimited } => new("Slowed down", Icons.Material.Outlined.Speed, Color.Warning),
        { IsUnreadable: true } => new("Unreadable", Icons.Material.Outlined.ReportProblem, zone.IsLoaded ? Color.Warning : Color.Error),
        { IsLoaded: false } => new("Unreachable", Icons.Material.Outlined.CloudOff, Color.Error),
        { Failure: not null } => new("Not answering", Icons.Material.Outlined.CloudOff, Color.Warning),
        _ when zone.IsStale(now, staleAfter) => new("Out of date", Icons.Material.Outlined.Update, Color.Warning),
        _ when zone.LeftOutBackups.IsAny
            || zone.LeftOutBoxes.IsAny => new("Partly unreadable", Icons.Material.Outlined.ReportProblem, Color.Warning),
        _ => new("Reachable", Icons.Material.Outlined.CloudDone, Color.Success),
    };
}
