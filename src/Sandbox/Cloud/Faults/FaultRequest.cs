using System.Text.Json.Serialization;

namespace BackupDashboard.Sandbox.Cloud.Faults;

// The body of POST /sandbox/faults. Anything that would be ignored is refused instead.
internal sealed record FaultRequest(
    string? Zone,
    string? Operation,
    string? Kind,
    int? Status,
    Dictionary<string, string>? Headers,
    [property: JsonConverter(typeof(AnyJsonAsText))] string? Body,
    int? DelayMs,
    int? Times)
{
    private const int LongestDelayMs = 3_600_000;

    private static readonly string[] ServerHeaders = ["Content-Length", "Transfer-Encoding", "Connection"];

    public string? Read(IReadOnlyList<string> zones, out Fault fault)
    {
        fault = new Fault(Zone, Operation ?? Cloud.Operation.All, default);
        if (Kind is null || FaultNames.Find(Kind) is not { } kind)
            return $"'kind' must be one of: {string.Join(", ", FaultNames.All)}";
        if (Zone is not null && !zones.Contains(Zone))
            return $"'zone' must be one of: {string.Join(", ", zones)}; leave it out for all";
        if (!Cloud.Operation.Names.Contains(fault.Operation))
            return $"'operation' must be one of: {string.Join(", ", Cloud.Operation.Names)}";
        if (Times < 1)
            return "'times' must be 1 or more; leave it out for a fault that stays";
        if (DelayMs is < 0 or > LongestDelayMs)
            return $"'delayMs' must be between 0 and {LongestDelayMs}";
        if (kind == FaultKind.Delay && DelayMs is null)
            return "'delayMs' is needed for a delay";
        if (RefuseAnswer(kind) is { } reason)
            return reason;

        fault = fault with
        {
            Kind = kind,
            Status = Status,
            Headers = Headers ?? [],
            Body = Body,
            Delay = TimeSpan.FromMilliseconds(DelayMs ?? (kind == FaultKind.Drip ? 20 : 0)),
            Times = Times,
        };
        return null;
    }

    private string? RefuseAnswer(FaultKind kind)
    {
        var writesAnswer = kind is FaultKind.Status or FaultKind.Html or FaultKind.Malformed;
        if (!writesAnswer && (Status is not null || Headers is not null || Body is not null))
            return $"'status', 'headers' and 'body' have no meaning for '{Kind}'";
        if (kind == FaultKind.Status && Status is null)
            return "'status' is needed for this kind";
        if (Status is < 200 or > 599)
            return "'status' must be between 200 and 599";
        if (Status is 204 or 205 or 304 && (Body is not null || kind != FaultKind.Status))
            return $"An answer with status {Status} has no body";

        return Headers?.FirstOrDefault(header => !IsPossible(header.Key, header.Value)) is { Key: not null } bad
            ? $"The header '{bad.Key}' cannot be sent"
            : null;
    }

    private static bool IsPossible(string name, string? value) =>
        name.Length > 0
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && value is not null
        && value.All(c => c is >= ' ' and <= '~')
        && !ServerHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);
}
