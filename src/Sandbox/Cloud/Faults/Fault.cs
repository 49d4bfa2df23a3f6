namespace BackupDashboard.Sandbox.Cloud.Faults;

internal sealed record Fault(string? Zone, string Operation, FaultKind Kind)
{
    public int? Status { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? Body { get; init; }

    // Before the answer; for a drip between two bytes.
    public TimeSpan Delay { get; init; }

    // How many requests it hits; null: all, until it is deleted.
    public int? Times { get; init; }

    public bool Hits(string zone, Operation operation) =>
        (Zone is null || Zone == zone) && (Operation == Cloud.Operation.All || Operation == operation.Name);
}
