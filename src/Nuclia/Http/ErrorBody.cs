using System.Globalization;
using System.Text.Json;
using BackupDashboard.Nuclia.Calls;

namespace BackupDashboard.Nuclia.Http;

// The body of an error: {"detail": …} with text, a list or an object in it, HTML, or anything else. Reason: the reason, not yet bounded;
// empty if the body gives none. TryAfter: when a rate limit ends.
internal readonly record struct ErrorBody(string Reason, DateTimeOffset? TryAfter)
{
    private const int ListedProblems = 5;
    private static readonly string[] Wordings = ["message", "msg", "detail", "reason", "error", "description"];

    public static ErrorBody Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var detail = json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("detail", out var found)
                ? found
                : json.RootElement;
            return new(Reading(detail), Time(detail));
        }
        catch (JsonException)
        {
            return new(body.AsSpan().TrimStart().StartsWith("<") ? Text.OfPage(body) : body, null);
        }
    }

    private static string Reading(JsonElement detail) => detail.ValueKind switch
    {
        JsonValueKind.String => detail.GetString()!,
        JsonValueKind.Array => string.Join("; ", detail.EnumerateArray().Take(ListedProblems).Select(Problem)),
        JsonValueKind.Object => Wording(detail) ?? (detail.EnumerateObject().Any() ? detail.GetRawText() : ""),
        JsonValueKind.Null => "",
        _ => detail.GetRawText(),
    };

    // {"loc": ["body", "slug"], "msg": "…", "type": "…"}
    private static string Problem(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || Wording(item) is not { } wording)
            return Reading(item);
        return item.TryGetProperty("loc", out var loc) && loc.ValueKind == JsonValueKind.Array
            ? $"{string.Join('.', loc.EnumerateArray().Select(part => part.ToString()))}: {wording}"
            : wording;
    }

    private static string? Wording(JsonElement item) => Wordings
        .Select(name => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private static DateTimeOffset? Time(JsonElement detail)
    {
        if (detail.ValueKind != JsonValueKind.Object || !detail.TryGetProperty("try_after", out var value))
            return null;
        var known = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out var number) ? number : double.NaN,
            JsonValueKind.String => double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
            _ => double.NaN,
        };
        // Epoch seconds, with a fraction; anything outside this century is ignored.
        return known is > 0 and < 4_102_444_800 ? DateTimeOffset.UnixEpoch.AddSeconds(known) : null;
    }
}
