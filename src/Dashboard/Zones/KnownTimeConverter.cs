using System.Text.Json;
using System.Text.Json.Serialization;
using BackupDashboard.Primitives;

namespace BackupDashboard.Zones;

internal sealed class KnownTimeConverter : JsonConverter<DateTimeOffset>
{
    public override bool HandleNull => true;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.Null ? PlausibleTime.Unknown : reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        if (PlausibleTime.IsKnown(value))
            writer.WriteStringValue(value);
        else
            writer.WriteNullValue();
    }
}
