using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace BackupDashboard.Access;

/// <summary>Patterns of slugs, in which <c>*</c> stands for any characters.</summary>
public static partial class SlugPattern
{
    public const string Rule = "a-z, 0-9, '-', '_', and '*' for any characters. Example: \"docs-*\"";

    public const string Everything = "*";

    public static bool IsValid(string text) => Form().IsMatch(text);

    /// <summary>
    /// Also of two patterns: one that matches the other as text, matches everything that the other does, since its asterisk stands for the
    /// other's, too.
    /// </summary>
    public static bool Matches(string pattern, string slug) => FileSystemName.MatchesSimpleExpression(pattern, slug, ignoreCase: false);

    [GeneratedRegex(@"^[a-z0-9_*-]+\z")]
    private static partial Regex Form();
}
