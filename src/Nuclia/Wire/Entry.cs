using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using BackupDashboard.Nuclia.Calls;

namespace BackupDashboard.Nuclia.Wire;

// One entry of a list: a bad one must not cost the others. Value: null if it cannot be read. Problem: why it cannot.
internal readonly record struct Entry<T>(T? Value, string? Problem = null, string? Name = null)
    where T : class;

// Reads an entry, or says why it cannot be read and continues after it.
internal abstract class EntryConverter<T>(string name) : JsonConverter<Entry<T>>
    where T : class
{
    public override bool HandleNull => true;

    public override Entry<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var entry = reader;
        try
        {
            return JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T))) is { } value
                ? new(value)
                : new(null, "it is null");
        }
        catch (JsonException e)
        {
            reader = entry;
            // Not Skip, which requires the end of the whole text: the entry is complete when a converter is called.
            reader.TrySkip();
            return new(null, JsonProblem.Of(e), NameOf(entry));
        }
    }

    public override void Write(Utf8JsonWriter writer, Entry<T> value, JsonSerializerOptions options) => throw new NotSupportedException();

    private string? NameOf(Utf8JsonReader entry)
    {
        if (entry.TokenType != JsonTokenType.StartObject)
            return null;
        while (entry.Read() && entry.TokenType == JsonTokenType.PropertyName)
        {
            var isName = entry.ValueTextEquals(name);
            entry.Read();
            if (isName)
                return entry.TokenType == JsonTokenType.String ? entry.GetString() : null;
            entry.TrySkip();
        }

        return null;
    }
}

internal sealed class ZoneEntryConverter() : EntryConverter<ZoneAnswer>("slug");

internal sealed class BackupEntryConverter() : EntryConverter<BackupAnswer>("id");

internal sealed class KnowledgeBoxEntryConverter() : EntryConverter<KnowledgeBoxAnswer>("id");
