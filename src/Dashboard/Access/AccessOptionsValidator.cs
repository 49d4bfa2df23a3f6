using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Access;

internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    private const string Example =
        """[{ "Name": "Search", "Member": "Team.Search", "Boxes": ["search-*"], "Rights": ["View", "Backup", "Restore"] }]""";

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        const string section = $"{AccessOptions.Section}:Teams";
        var problems = options.Teams.SelectMany((team, index) => Problems(team, $"{section}:{index}")).ToList();
        if (options.Teams.Count == 0)
            problems.Add($"{section} is empty, so no one may do anything. Example: {Example}");
        foreach (var twice in options.Teams.Select(team => team.Name).GroupBy(name => name)
                .Where(same => same.Key.Length > 0 && same.Skip(1).Any()))
            problems.Add(
                $"{section} has two teams with the name '{twice.Key}'. Give each a name of its own: people read it on the page about "
                    + "their access.");

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(TeamOptions team, string key)
    {
        if (string.IsNullOrWhiteSpace(team.Name))
            yield return $"{key}:Name is missing. Example: \"Operators\"";
        else if (team.Name.Any(char.IsControl))
            yield return $"{key}:Name contains a line break or another control character.";
        if (string.IsNullOrWhiteSpace(team.Member))
            yield return $"{key}:Member is missing: an app role or the object id of a directory group. Example: "
                + "\"BackupDashboard.Operator\"";
        foreach (var problem in ProblemsOfRights(team, key))
            yield return problem;
        for (var index = 0; index < team.Zones.Count; index++)
        {
            if (team.Zones[index] != TeamOptions.All && !Slug().IsMatch(team.Zones[index]))
                yield return $"{key}:Zones:{index} '{team.Zones[index]}' is not the slug of a zone. Example: \"europe-1\"; every zone: "
                    + "leave Zones out.";
        }

        for (var index = 0; index < team.Boxes.Count; index++)
        {
            if (!SlugPattern.IsValid(team.Boxes[index]))
                yield return $"{key}:Boxes:{index} '{team.Boxes[index]}' is not a slug pattern: {SlugPattern.Rule}";
        }

        if (team.RestorePrefix.Length > 0 && !Slug().IsMatch(team.RestorePrefix))
            yield return $"{key}:RestorePrefix '{team.RestorePrefix}' cannot begin a slug: use a-z, 0-9, '-' and '_'. Example: \"docs-\"";
    }

    private static IEnumerable<string> ProblemsOfRights(TeamOptions team, string key)
    {
        var administers = team.Rights.Contains(Right.Administer);
        if (team.Rights.Count == 0)
            yield return $"{key}:Rights is empty. Example: [\"View\", \"Backup\"], out of {string.Join(", ", Enum.GetNames<Right>())}";
        else if (!administers && !team.Rights.Contains(Right.View))
            yield return $"{key}:Rights lacks View: no one can act on what they may not view. Add \"View\".";

        if (!administers && team.Rights.Contains(Right.Plan) && !team.Rights.Contains(Right.Backup))
            yield return $"{key}:Rights has Plan without Backup: plans are made for boxes that one may back up. Add \"Backup\".";
        if (administers && (team.Zones.Count > 0 || team.Boxes.Count > 0 || team.RestorePrefix.Length > 0))
            yield return $"{key} has the right Administer, which covers everything: remove its Zones, Boxes and RestorePrefix, or "
                + "give it the other rights instead.";
        if (team.RestorePrefix.Length > 0 && !team.Rights.Contains(Right.Restore))
            yield return $"{key}:RestorePrefix says how restores are named, but the team lacks the right Restore. Remove it, or add "
                + "the right.";
    }

    [GeneratedRegex(@"^[a-z0-9_-]+\z")]
    private static partial Regex Slug();
}
