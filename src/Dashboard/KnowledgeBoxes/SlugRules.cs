using System.Text;
using System.Text.RegularExpressions;

namespace BackupDashboard.KnowledgeBoxes;

// The form of a slug. The contract says ^[a-z0-9_-]+$; the storage engine accepts at most 250 characters.
internal static partial class SlugRules
{
    public const int MaximumLength = 250;

    // Returns what is wrong, in a sentence; null if nothing is.
    public static string? Problem(string? slug) => slug switch
    {
        null or "" => "Enter a slug.",
        { Length: > MaximumLength } => $"A slug has at most {MaximumLength} characters; this one has {slug.Length}.",
        _ when !Form().IsMatch(slug) => $"A slug has only a-z, 0-9, '-' and '_'; '{FirstOffender(slug)}' cannot be used.",
        _ => null,
    };

    public static string Propose(string wanted, IReadOnlySet<string> taken)
    {
        var stem = Clean(wanted);
        if (!taken.Contains(stem))
            return stem;

        for (var number = 2; ; number++)
        {
            var suffix = $"-{number}";
            var candidate = stem[..Math.Min(stem.Length, MaximumLength - suffix.Length)] + suffix;
            if (!taken.Contains(candidate))
                return candidate;
        }
    }

    private static string Clean(string wanted)
    {
        var builder = new StringBuilder();
        foreach (var character in wanted.ToLowerInvariant())
        {
            if (Form().IsMatch(character.ToString()))
                builder.Append(character);
            else if (builder.Length > 0 && builder[^1] != '-')
                builder.Append('-');
        }

        var cleaned = builder.ToString().Trim('-');
        return cleaned.Length == 0 ? "restored" : cleaned[..Math.Min(cleaned.Length, MaximumLength)];
    }

    private static Rune FirstOffender(string slug) =>
        slug.EnumerateRunes().First(rune => !Form().IsMatch(rune.ToString()));

    [GeneratedRegex(@"^[a-z0-9_-]+\z")]
    private static partial Regex Form();
}
