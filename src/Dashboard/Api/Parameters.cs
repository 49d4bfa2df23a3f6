using System.Globalization;
using System.Text.Json;

namespace BackupDashboard.Api;

/// <summary>
/// Reads query parameters and collects what is wrong with each: a program that mistypes one must not get an answer to something else.
/// </summary>
public sealed class Parameters(HttpContext context)
{
    public const int MaximumText = 250;

    private readonly Dictionary<string, string> _errors = [];
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names as they appear in addresses and bodies.</summary>
    public static IReadOnlyList<string> NamesOf(Type choices) => [.. Enum.GetNames(choices).Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public string? Text(string name)
    {
        _known.Add(name);
        if (!context.Request.Query.TryGetValue(name, out var values))
            return null;
        if (values is not [{ } text])
            _errors[name] = "is given more than once.";
        else if (text.Length > MaximumText)
            _errors[name] = $"has more than {MaximumText} characters.";
        else
            return text;
        return null;
    }

    /// <summary>An empty value is a script's variable that was never set, and all backups are not what it meant.</summary>
    public string Filter(string name)
    {
        if (Text(name) is "")
            _errors[name] = "is empty. Leave it out for all of them.";
        return Text(name) ?? "";
    }

    public string Needed(string name)
    {
        if (Text(name) is { Length: > 0 } text)
            return text;
        _errors.TryAdd(name, "is needed.");
        return "";
    }

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;

        foreach (var (choice, key) in Enum.GetValues<T>().Zip(NamesOf(typeof(T))))
        {
            if (key == text)
                return choice;
        }

        _errors[name] = $"is one of {string.Join(", ", NamesOf(typeof(T)))}.";
        return null;
    }

    public int Number(string name, int otherwise, int most)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        _errors[name] = string.Create(CultureInfo.InvariantCulture, $"is a number from 1 to {most}.");
        return otherwise;
    }

    /// <summary>Called last: parameters that have not been read by then are unknown.</summary>
    public ApiProblem? Problem()
    {
        foreach (var name in context.Request.Query.Keys.Where(name => !_known.Contains(name)))
            _errors[name] = "is not a parameter of this address.";
        return _errors.Count == 0 ? null : ApiProblems.InvalidParameters(_errors);
    }
}
