using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace BackupDashboard.Nuclia.Calls;

// Makes foreign text safe to log and show: one line, bounded, no control characters.
internal static partial class Text
{
    private const int MaxLength = 300;

    public static string OneLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, MaxLength));
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || IsInvisible(rune))
            {
                gap = line.Length > 0;
                continue;
            }

            if (line.Length + rune.Utf16SequenceLength + 2 > MaxLength)
                return line.Append('…').ToString();
            if (gap)
                line.Append(' ');
            line.Append(rune.ToString());
            gap = false;
        }

        return line.ToString();
    }

    public static string OfPage(string html)
    {
        var title = Title().Match(html);
        var markup = string.IsNullOrWhiteSpace(title.Groups[1].Value) ? Unseen().Replace(html, " ") : title.Groups[1].Value;
        return WebUtility.HtmlDecode(Tag().Replace(markup, " "));
    }

    // Format characters could reorder a log line or hide part of it (bidirectional overrides, zero-width characters).
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format;

    [GeneratedRegex("<title[^>]*>([^<]*)</title>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Title();

    [GeneratedRegex("<(script|style)[^>]*>[^<]*</(script|style)>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Unseen();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
