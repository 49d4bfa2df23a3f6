using MudBlazor;

namespace BackupDashboard.Zones;

internal sealed record BackupStateView(string Text, string Icon, Color Color, string Explanation)
{
    public static BackupStateView Of(BackupState state) => state switch
    {
        BackupState.Completed => new(
            "Completed", Icons.Material.Outlined.CheckCircle, Color.Success, "The cloud says that this backup has finished."),
        BackupState.InProgress => new(
            "In progress", Icons.Material.Outlined.Sync, Color.Info, "The cloud is still making this backup. It reports no percentage."),
        BackupState.Stalled => new("Stalled?", Icons.Material.Outlined.HourglassBottom, Color.Warning,
            "Unfinished for far longer than usual. This is our inference: the cloud reports no failures, so it may still finish."),
    };
}
