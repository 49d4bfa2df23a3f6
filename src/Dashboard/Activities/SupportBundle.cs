using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackupDashboard.Journal;

namespace BackupDashboard.Activities;

// Everything about one operation as text, for a ticket. It holds no secret: the dashboard's token is nowhere in the journal.
internal static class SupportBundle
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    public static string Of(Operation operation, IReadOnlyList<StoryLine> story)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"BackupDashboard, operation {operation.Id}");
        foreach (var line in story)
            text.AppendLine(
                CultureInfo.InvariantCulture, $"{line.At.UtcDateTime:O} {line.Title}{(line.Text == "" ? "" : $": {line.Text}")}");
        return text.Append(JsonSerializer.Serialize(ActivityRecord.Of(operation), Readable)).ToString();
    }
}
