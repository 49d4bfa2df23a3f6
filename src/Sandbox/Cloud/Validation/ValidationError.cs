using System.Text.Json.Serialization;

namespace BackupDashboard.Sandbox.Cloud.Validation;

// One entry of the contract's HTTPValidationError. Loc holds strings and integers.
internal sealed record ValidationError(IReadOnlyList<object> Loc, string Msg, string Type, object? Input)
{
    // The contract knows an object here, not null.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Ctx { get; init; }

    public static ValidationError Missing(params object[] loc) => new(loc, "Field required", "missing", null);

    public static ValidationError NotAUuid(object? input, params object[] loc) =>
        new(loc, "Input should be a valid UUID", "uuid_parsing", input);

    public static ValidationError NotAVersion4Uuid(object? input, params object[] loc) =>
        new(loc, "UUID version 4 expected", "uuid_version", input);
}
