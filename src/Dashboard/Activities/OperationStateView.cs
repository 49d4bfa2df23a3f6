using BackupDashboard.Journal;
using MudBlazor;

namespace BackupDashboard.Activities;

internal sealed record OperationStateView(string Text, string Icon, Color Color, string Explanation)
{
    // "Succeeded" is for what is done: of a restore, the cloud has accepted the request, and its content is on the way.
    private static readonly OperationStateView Arriving = new(
        "Arriving", Icons.Material.Outlined.Downloading, Color.Info, "The cloud has accepted the restore; its content is arriving.");

    public static OperationStateView Of(Operation operation) => operation.IsArriving ? Arriving : Of(operation.State);

    public static OperationStateView Of(OperationState state) => state switch
    {
        OperationState.Scheduled => new(
            "Scheduled", Icons.Material.Outlined.Schedule, Color.Info, "Recorded, and not sent yet: it can be undone."),
        OperationState.Sent => new(
            "Sent", Icons.Material.Outlined.Send, Color.Info, "Sent once; the answer, or its proof, has not arrived yet."),
        OperationState.Succeeded => new(
            "Succeeded", Icons.Material.Outlined.CheckCircle, Color.Success, "The cloud has accepted it, or the zone's list proves it."),
        OperationState.Rejected => new(
            "Refused", Icons.Material.Outlined.Block, Color.Error, "The cloud or a check said no: nothing was changed."),
        OperationState.Unknown => new(
            "Unknown", Icons.Material.Outlined.HelpOutline, Color.Warning,
            "No answer arrived. The zone is being checked; nothing is sent again."),
        OperationState.Failed => new(
            "Failed", Icons.Material.Outlined.ErrorOutline, Color.Error,
            "Not carried out, as far as the zone's list shows, or treated as failed."),
        OperationState.Cancelled => new(
            "Undone", Icons.Material.Outlined.Undo, Color.Default, "Undone before it was sent: nothing was changed."),
        OperationState.Skipped => new(
            "Skipped", Icons.Material.Outlined.SkipNext, Color.Default, "Passed over by its schedule, for a reason that is no fault."),
        OperationState.Missed => new(
            "Missed", Icons.Material.Outlined.EventBusy, Color.Error, "The schedule could not start it in time."),
    };
}
