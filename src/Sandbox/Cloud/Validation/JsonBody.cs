using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace BackupDashboard.Sandbox.Cloud.Validation;

// A request body read field by field, validated as the cloud does it: all errors are returned at once.
internal sealed class JsonBody
{
    private readonly JsonElement? _root;
    private readonly List<ValidationError> _errors = [];

    private JsonBody(JsonElement root) => _root = root;

    private JsonBody(ValidationError error) => _errors.Add(error);

    public IReadOnlyList<ValidationError> Errors => _errors;

    public static async Task<JsonBody> ReadAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        if (buffer.Length == 0)
            return new JsonBody(ValidationError.Missing("body"));
        if (!request.HasJsonContentType())
            return new JsonBody(NotAnObject());

        try
        {
            buffer.Position = 0;
            using var document = await JsonDocument.ParseAsync(buffer, cancellationToken: request.HttpContext.RequestAborted);
            var root = document.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Object ? new JsonBody(root) : new JsonBody(NotAnObject());
        }
        catch (JsonException malformed)
        {
            var position = malformed.BytePositionInLine ?? 0;
            return new JsonBody(new ValidationError(["body", position], "JSON decode error", "json_invalid", null)
            {
                Ctx = new Dictionary<string, string> { ["error"] = "Expecting value" },
            });
        }
    }

    public Guid Uuid4(string name)
    {
        if (Text(name) is not { } text)
            return Guid.Empty;

        if (!Uuid.TryParse(text, out var id))
            _errors.Add(ValidationError.NotAUuid(text, "body", name));
        else if (id.Version != 4)
            _errors.Add(ValidationError.NotAVersion4Uuid(text, "body", name));
        return id;
    }

    // allowed: the characters of pattern; any text will do without them.
    public string Text(string name, int maxLength, SearchValues<char>? allowed = null, string pattern = "")
    {
        if (Text(name) is not { } text)
            return "";

        if (text.Length > maxLength)
            Add(text, name, $"String should have at most {maxLength} characters", "string_too_long", ("max_length", $"{maxLength}"));
        else if (allowed is not null && (text.Length == 0 || text.AsSpan().ContainsAnyExcept(allowed)))
            Add(text, name, $"String should match pattern '{pattern}'", "string_pattern_mismatch", ("pattern", pattern));
        else if (text.Length == 0)
            Add(text, name, "String should have at least 1 character", "string_too_short", ("min_length", "1"));
        return text;
    }

    public int OptionalInteger(string name, int byDefault, int min, int max)
    {
        if (_root?.TryGetProperty(name, out var element) is not true)
            return byDefault;

        if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out var number))
            Add(null, name, "Input should be a valid integer", "int_type");
        else if (number > max)
            Add(number, name, $"Input should be less than or equal to {max}", "less_than_equal", ("le", $"{max}"));
        else if (number < min)
            Add(number, name, $"Input should be greater than or equal to {min}", "greater_than_equal", ("ge", $"{min}"));
        else
            return number;
        return byDefault;
    }

    public string? OptionalText(params string[] path) =>
        Optional(path) is { ValueKind: JsonValueKind.String } element && TryGetText(element, out var text) ? text : null;

    public DateTimeOffset? OptionalTime(params string[] path)
    {
        if (Optional(path) is not { ValueKind: not JsonValueKind.Null })
            return null;

        if (DateTimeOffset.TryParse(OptionalText(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;

        Add(null, path[^1], "Input should be a valid datetime", "datetime_parsing");
        return null;
    }

    private JsonElement? Optional(params string[] path)
    {
        var element = _root;
        foreach (var name in path)
        {
            if (element is not { ValueKind: JsonValueKind.Object } parent || !parent.TryGetProperty(name, out var child))
                return null;
            element = child;
        }

        return element;
    }

    private string? Text(string name)
    {
        if (_root is not { } root)
            return null;

        if (!root.TryGetProperty(name, out var element))
            _errors.Add(ValidationError.Missing("body", name));
        else if (element.ValueKind != JsonValueKind.String)
            Add(null, name, "Input should be a valid string", "string_type");
        else if (!TryGetText(element, out var text))
            Add(null, name, "Input should be a valid string, unable to parse raw data as a unicode string", "string_unicode");
        else
            return text;
        return null;
    }

    private void Add(object? input, string name, string message, string type, (string Key, string Value)? context = null) =>
        _errors.Add(new ValidationError(["body", name], message, type, input)
        {
            Ctx = context is { } pair ? new Dictionary<string, string> { [pair.Key] = pair.Value } : null,
        });

    private static ValidationError NotAnObject() => new(
        ["body"], "Input should be a valid dictionary or object to extract fields from", "model_attributes_type", null);

    // Half of a surrogate pair is valid JSON and no text.
    private static bool TryGetText(JsonElement element, out string text)
    {
        try
        {
            text = element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
