using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackupDashboard.Journal;

// Operations as stored. The chain is made over this text: it is written once and never formatted again.
internal static class OperationJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    public static string Write(Operation operation) => JsonSerializer.Serialize(operation, Options);

    public static Operation Read(string content) => JsonSerializer.Deserialize<Operation>(content, Options)!;
}
