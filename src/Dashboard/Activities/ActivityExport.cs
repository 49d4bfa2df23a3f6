using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackupDashboard.Access;
using BackupDashboard.Primitives;
using CsvHelper;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Activities;

// The journal as a file, streamed, so that its length costs no memory.
internal static class ActivityExport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
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
        await using var csv = CsvWriter.Create(stream, Spreadsheet.Options, leaveOpen: true);
        await csv.WriteRecordsAsync(records.Select(Defused), cancellationToken);
    }

    // What people type, and what the cloud reports.
    private static ActivityRecord Defused(ActivityRecord record) => record with
    {
        Person = Spreadsheet.Defused(record.Person)!,
        NewTitle = Spreadsheet.Defused(record.NewTitle),
        Reason = Spreadsheet.Defused(record.Reason),
        DecidedBy = Spreadsheet.Defused(record.DecidedBy),
        DecisionReason = Spreadsheet.Defused(record.DecisionReason),
        Problem = Spreadsheet.Defused(record.Problem),
    };
}
