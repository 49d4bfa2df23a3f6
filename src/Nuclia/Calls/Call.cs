namespace BackupDashboard.Nuclia.Calls;

// One call of the client, which may take several attempts; it travels with the request.
internal sealed class Call(string operation, DateTimeOffset deadline)
{
    public const string Key = "BackupDashboard.Nuclia.Call";

    private static readonly HttpRequestOptionsKey<Call> OptionsKey = new(Key);

    public string Operation { get; } = operation;

    public DateTimeOffset Deadline { get; } = deadline;

    public NucliaError? LastError { get; set; }

    // Of an answer that may be long; null: it is short, and kept whole.
    public IAnswerReader? Reader { get; set; }

    public static Call Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(OptionsKey, out var call) ? call : throw new InvalidOperationException("A request without its call.");
}
