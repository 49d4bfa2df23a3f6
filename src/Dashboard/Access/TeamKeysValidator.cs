using Microsoft.Extensions.Options;

namespace BackupDashboard.Access;

// Finds settings of teams that would not be read: the binder ignores unknown keys and values, and a team whose <c>Boxes</c> are misspelt,
// or no list, would get every box.
internal sealed class TeamKeysValidator(IConfiguration configuration) : IValidateOptions<AccessOptions>
{
    private static readonly string[] Lists = [nameof(TeamOptions.Zones), nameof(TeamOptions.Boxes), nameof(TeamOptions.Rights)];
    private static readonly string[] Known = [.. typeof(TeamOptions).GetProperties().Select(property => property.Name)];

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var teams = configuration.GetSection($"{AccessOptions.Section}:{nameof(AccessOptions.Teams)}").GetChildren();
        var problems = teams.SelectMany(team => team.GetChildren().SelectMany(Problems)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(IConfigurationSection setting)
    {
        if (!Known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            return [$"{setting.Path} is no setting of a team. Those are {string.Join(", ", Known)}."];
        if (!Lists.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            return [];

        var items = setting.GetChildren().ToList();
        if (setting.Value is { Length: > 0 } text)
            return [$"{setting.Path} is '{text}', which is not a list. Example: [\"{text}\"]"];
        if (items.Count == 0)
            return [$"{setting.Path} is an empty list. Write what the team has; of Zones and Boxes it has all when they are left out."];
        return items.Where(item => string.IsNullOrWhiteSpace(item.Value) || !IsRight(setting, item.Value))
            .Select(item => $"{item.Path} is '{item.Value}', which says nothing. "
                + (IsOfRights(setting) ? $"Rights are {string.Join(", ", Enum.GetNames<Right>())}." : "Take it away, or name something."));
    }

    private static bool IsOfRights(IConfigurationSection setting) =>
        setting.Key.Equals(nameof(TeamOptions.Rights), StringComparison.OrdinalIgnoreCase);

    private static bool IsRight(IConfigurationSection setting, string text) =>
        !IsOfRights(setting) || Enum.GetNames<Right>().Contains(text, StringComparer.OrdinalIgnoreCase);
}
