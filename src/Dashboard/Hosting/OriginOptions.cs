using Microsoft.Extensions.Options;

namespace BackupDashboard.Hosting;

/// <summary>Pages that can connect to the hub and to circuits. Section <c>Origins</c>.</summary>
internal sealed class OriginOptions
{
    public const string Section = "Origins";

    /// <value>Origins beside the dashboard's own, such as <c>https://portal.example.com</c>. Default none.</value>
    public List<string> Allowed { get; } = [];
}

internal sealed class OriginOptionsValidator : IValidateOptions<OriginOptions>
{
    public ValidateOptionsResult Validate(string? name, OriginOptions options)
    {
        var problems = options.Allowed.Index()
            .Where(origin => Origin.Parse(origin.Item) is null)
            .Select(
                origin => $"{OriginOptions.Section}:Allowed:{origin.Index} is '{origin.Item}', which is not an origin: a scheme and a "
                    + "host. Example: https://portal.example.com")
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
