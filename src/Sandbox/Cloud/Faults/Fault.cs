namespace BackupDashboard.Sandbox.Cloud.Faults;

internal sealed record Fault(string? Zone, string Operation, FaultKind Kind)
{
    public int? Status { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? Body { get; init; }

    /// <summary>Before the answer; for a drip between two bytes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How many requests it hits; null: all, until it is deleted.</summary>
    public int? Times { get; init; }

    public bool Hits(string zone, Operation operation) =>
        (Zone is null || Zone == zone) && (Operation == Cloud.Operation.All || Operation == operation.Name);
}
