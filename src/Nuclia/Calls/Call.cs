namespace BackupDashboard.Nuclia.Calls;

/// <summary>One call of the client, which may take several attempts; it travels with the request.</summary>
internal sealed class Call(string operation, DateTimeOffset deadline)
{
    public const string Key = "BackupDashboard.Nuclia.Call";

    private static readonly HttpRequestOptionsKey<Call> OptionsKey = new(Key);

    public string Operation { get; } = operation;

    public DateTimeOffset Deadline { get; } = deadline;

    /// <summary>The last failure that says something: what is reported when time runs out in the middle of a later attempt.</summary>
    public NucliaError? LastError { get; set; }

    /// <summary>The place that its answer holds among the large ones, while there is one.</summary>
    public IDisposable? Place { get; set; }

    public void LeavePlace()
    {
        Place?.Dispose();
        Place = null;
    }

    public static Call Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(OptionsKey, out var call) ? call : throw new InvalidOperationException("A request without its call.");
}
