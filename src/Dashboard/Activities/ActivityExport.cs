using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using BackupDashboard.Access;
using CsvHelper;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Activities;

// The journal as a file, streamed, so that its length costs no memory.
internal static partial class ActivityExport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // People type names and reasons, and a spreadsheet would run what looks like a formula: an apostrophe makes it text. The byte order
    // mark tells spreadsheets that the file is UTF-8.
    private static readonly CsvWriterOptions Spreadsheet = new()
    {
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=+-@\t\r\n",
        WriteByteOrderMark = true,
    };

    public static PushStreamHttpResult Csv(HttpContext context, ActivityReader reader, Permissions permissions, TimeProvider time) =>
        File(context, reader, permissions, time, "csv", "text/csv; charset=utf-8", WriteCsvAsync);

    public static PushStreamHttpResult JsonFile(HttpContext context, ActivityReader reader, Permissions permissions, TimeProvider time) =>
        File(
            context, reader, permissions, time, "json", "application/json",
            (stream, records, cancellationToken) => JsonSerializer.SerializeAsync(stream, records, Json, cancellationToken));

    private static PushStreamHttpResult File(
        HttpContext context, ActivityReader reader, Permissions permissions, TimeProvider time, string format, string type,
        Func<Stream, IAsyncEnumerable<ActivityRecord>, CancellationToken, Task> write)
    {
        var address = context.Request.GetEncodedUrl();
        var operations = reader.AllAsync(
            permissions.Of(context.User), ActivityQuery.Parse(address), ActivityQuery.ParseViewer(address), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            stream => write(stream, operations.Select(ActivityRecord.Of), context.RequestAborted),
            type,
            string.Create(CultureInfo.InvariantCulture, $"activity-{time.GetUtcNow():yyyy-MM-dd}.{format}"));
    }

    private static async Task WriteCsvAsync(Stream stream, IAsyncEnumerable<ActivityRecord> records, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(stream, Spreadsheet, leaveOpen: true);
        await csv.WriteRecordsAsync(records.Select(Defused), cancellationToken);
    }

    // What people type, and what the cloud reports. The library defuses the beginning of a field; this does the rest.
    private static ActivityRecord Defused(ActivityRecord record) => record with
    {
        Person = Defused(record.Person)!,
        NewTitle = Defused(record.NewTitle),
        Reason = Defused(record.Reason),
        DecidedBy = Defused(record.DecidedBy),
        DecisionReason = Defused(record.DecisionReason),
        Problem = Defused(record.Problem),
    };

    private static string? Defused(string? text) => text is null ? null : BeforeFormula().Replace(text, "'");

    // Where a spreadsheet may see the beginning of a cell: the library only handles ASCII at the beginning of a field. Some read
    // full-width forms as the same signs, and where the semicolon separates, as in most of Europe, neither a comma nor a quotation mark
    // keeps a field together.
    [GeneratedRegex("(?<=^\\s*)(?=[＝＋－＠])|(?<=[;\t\r\n][\\s\"]*)(?=[=+\\-@＝＋－＠])")]
    private static partial Regex BeforeFormula();
}
