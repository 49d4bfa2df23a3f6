using System.Text.Json;
using System.Text.RegularExpressions;

namespace BackupDashboard.Nuclia.Calls;

// Describes what is wrong with JSON without class names, which the serializer's own messages are full of.
internal static partial class JsonProblem
{
    public static string Of(JsonException exception)
    {
        var message = exception.Message;
        if (Missing().Match(message) is { Success: true } missing)
            return $"{missing.Groups[1].Value.Replace("'", "", StringComparison.Ordinal)} is missing";

        var place = string.IsNullOrEmpty(exception.Path) || exception.Path == "$" ? "it" : exception.Path.TrimStart('$', '.');
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return $"{place} is not of the right type";
        var sentence = message.Split(" Path: ")[0].TrimEnd('.');
        return NamesAClass().IsMatch(sentence) ? $"{place} is not of the right type" : place == "it" ? sentence : $"{place}: {sentence}";
    }

    [GeneratedRegex("missing required properties including: (.+?)\\.( |$)")]
    private static partial Regex Missing();

    [GeneratedRegex(@"\b(System|BackupDashboard)\.")]
    private static partial Regex NamesAClass();
}
