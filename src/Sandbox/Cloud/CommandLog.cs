using System.Text.Json;

namespace BackupDashboard.Sandbox.Cloud;

// The witness: every command in order of arrival, and what the cloud decided about it, whatever a fault then did to the answer.
internal sealed class CommandLog
{
    private const int Longest = 100_000;

    private readonly Lock _gate = new();
    private readonly Queue<Entry> _entries = [];

    public IReadOnlyList<Command> All()
    {
        lock (_gate)
            return [.. _entries.Select(entry => entry.Command)];
    }

    public void Reset()
    {
        lock (_gate)
            _entries.Clear();
    }

    // In front of the faults, because what they refuse was requested too.
    public async Task ArrivedAsync(string zone, HttpContext context)
    {
        var operation = Operation.Of(context);
        if (!operation.IsCommand)
            return;

        var entry = new Entry(new Command(zone, operation.Name, await TargetAsync(operation, context), null));
        context.Features.Set(entry);
        lock (_gate)
        {
            _entries.Enqueue(entry);
            while (_entries.Count > Longest)
                _entries.Dequeue();
        }
    }

    public async Task NoteAnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        finally
        {
            // Also after the client has gone. No command is answered with 200: that would be a response that nothing has touched.
            var status = context.Response.StatusCode;
            if (status != StatusCodes.Status200OK && context.Features.Get<Entry>() is { } entry)
                Decide(entry, status);
        }
    }

    private void Decide(Entry entry, int status)
    {
        lock (_gate)
            entry.Command = entry.Command with { Status = status };
    }

    private static async Task<string?> TargetAsync(Operation operation, HttpContext context)
    {
        var request = context.Request;
        if (operation == Operation.Delete)
            return request.RouteValues["backupId"]?.ToString();

        request.EnableBuffering();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        request.Body.Position = 0;
        return Text(body.ToArray(), operation == Operation.Create ? "kb_id" : "slug");
    }

    private static string? Text(byte[] body, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or no text. The API refuses such a body itself; here the target is merely unknown.
            return null;
        }
    }

    private sealed class Entry(Command command)
    {
        public Command Command { get; set; } = command;
    }
}

// Target: the box of a start, the backup of a deletion, the slug of a restore; null if the request named none. Status: what the cloud
// decided; null if it never got that far.
internal sealed record Command(string Zone, string Operation, string? Target, int? Status);
