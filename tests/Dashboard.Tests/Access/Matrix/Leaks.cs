using System.Globalization;
using System.Text.RegularExpressions;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Finds what someone may not view in what they get.</summary>
public static partial class Leaks
{
    /// <param name="asked">What was asked about, which may come back.</param>
    public static IReadOnlyList<string> In(string text, Persona persona, AuthorizationFixture estate, Item? asked = null)
    {
        var objects = Objects().Matches(text)
            .Where(
                match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) is var number && number != asked?.Number
                    && !Table.CanView(persona, estate.ThingOf(number)));
        var zones = Zones().Matches(text).Where(match => match.Value != asked?.Zone && !Table.CanViewZone(persona, match.Value));
        return [.. objects.Concat(zones).Select(match => match.Value).Distinct()];
    }

    [GeneratedRegex("(?:docs|support|legal|box|backup|new)-(?<number>[0-9]{4})(?![0-9a-f-])")]
    private static partial Regex Objects();

    [GeneratedRegex("(?<![a-z])(?:america|asia)(?![a-z])")]
    private static partial Regex Zones();
}
