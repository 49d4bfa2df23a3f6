namespace BackupDashboard.Sandbox.Cloud.Validation;

internal static class QueryFlag
{
    // Reads a yes-or-no query parameter in the spellings that the cloud's framework accepts.
    public static ValidationError? Read(HttpRequest request, string name, bool byDefault, out bool value)
    {
        var text = request.Query[name].LastOrDefault();
        (value, var known) = text?.ToLowerInvariant() switch
        {
            null => (byDefault, true),
            "true" or "1" or "yes" or "on" or "t" or "y" => (true, true),
            "false" or "0" or "no" or "off" or "f" or "n" => (false, true),
            _ => (byDefault, false),
        };
        return known
            ? null
            : new ValidationError(["query", name], "Input should be a valid boolean, unable to interpret input", "bool_parsing", text);
    }
}
