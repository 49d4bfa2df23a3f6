using Microsoft.Extensions.Options;

namespace BackupDashboard.Access;

internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var problems = options.Teams.SelectMany((team, index) => Problems(team, $"{AccessOptions.Section}:Teams:{index}")).ToList();
        if (options.Teams.Count == 0)
        {
            problems.Add(
                $"{AccessOptions.Section}:Teams is empty, so nobody may do anything. "
                + "Example: [{ \"Name\": \"Operators\", \"Member\": \"BackupDashboard.Operator\", \"Rights\": [\"View\", \"Backup\", \"Restore\"] }]");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(TeamOptions team, string key)
    {
        if (string.IsNullOrWhiteSpace(team.Name))
            yield return $"{key}:Name is missing. Example: \"Operators\"";
        if (string.IsNullOrWhiteSpace(team.Member))
            yield return $"{key}:Member is missing: an app role or the object id of a directory group. Example: \"BackupDashboard.Operator\"";
        if (team.Rights.Count == 0)
            yield return $"{key}:Rights is empty. Example: [\"View\", \"Backup\"], out of {string.Join(", ", Enum.GetNames<Right>())}";
    }
}
