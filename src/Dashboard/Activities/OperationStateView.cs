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
            "Scheduled", Icons.Material.Outlined.Schedule, Color.Info, "Written down, and not sent yet: it can be undone."),
        OperationState.Sent => new(
            "Sent", Icons.Material.Outlined.Send, Color.Info, "Sent once; the answer, or its proof, is outstanding."),
        OperationState.Succeeded => new(
            "Succeeded", Icons.Material.Outlined.CheckCircle, Color.Success, "The cloud has accepted it, or looking has proved it."),
        OperationState.Rejected => new(
            "Refused", Icons.Material.Outlined.Block, Color.Error, "The cloud or a check said no: nothing was changed."),
        OperationState.Unknown => new(
            "Unknown", Icons.Material.Outlined.HelpOutline, Color.Warning, "The answer never came. Looking decides, never a second call."),
        OperationState.Failed => new(
            "Failed", Icons.Material.Outlined.ErrorOutline, Color.Error,
            "Not carried out as far as looking tells, or treated so by a person."),
        OperationState.Cancelled => new(
            "Undone", Icons.Material.Outlined.Undo, Color.Default, "Undone before it was sent: nothing was changed."),
    };
}
