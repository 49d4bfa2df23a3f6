namespace BackupDashboard.Journal;

/// <summary>States that mean the same to several readers of the journal.</summary>
public static class OperationStates
{
    /// <summary>It will still change.</summary>
    public static IReadOnlyList<OperationState> Open { get; } = [OperationState.Scheduled, OperationState.Sent, OperationState.Unknown];

    /// <summary>It came to no good. What a person has undone, and what a schedule has passed over, is no fault.</summary>
    public static IReadOnlyList<OperationState> Faults { get; } = [OperationState.Rejected, OperationState.Failed, OperationState.Missed];
}
