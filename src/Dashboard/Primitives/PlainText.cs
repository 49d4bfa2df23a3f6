using System.Globalization;
using System.Text;
using BackupDashboard.Shell;

namespace BackupDashboard.Primitives;

/// <summary>
/// What the cloud and the directory tell is text that anybody may have written, and so is what people write here. It is made one harmless
/// line here, once, where it comes in: pages, the hub, exports and log lines get it from the snapshots and the journal.
/// </summary>
public static class PlainText
{
    /// <summary>In UTF-16 units, and what every field takes: it fits the smallest message that may be set. More than a title needs, and little enough for a page of a hundred.</summary>
    public const int LongestTitle = 500;

    /// <summary>The contract allows 250 for a slug and 36 for an id.</summary>
    public const int LongestName = 256;

    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const char Ellipsis = '…';

    /// <summary>Letters and symbols by their category: the fillers of Hangul, the Braille pattern without dots, the musical null notehead.</summary>
    private static readonly int[] Blanks = [0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0x1D159];

    /// <summary>One line without control and format characters, cut between two characters as people see them.</summary>
    /// <returns>Empty when nothing of it can be seen.</returns>
    public static string Title(string text) => IsPlain(text) ? text : HasSomethingVisible(text) ? Cut(OneLine(text)) : "";

    /// <summary>Something besides gaps, marks that stand on nothing, and characters that are drawn as nothing.</summary>
    public static bool HasSomethingVisible(string? text) => text is not null && text.EnumerateRunes().Any(IsVisible);

    /// <summary>
    /// A slug or an id. What has the contract's form stays as it is. Of anything else every character that is not printable ASCII is
    /// spelled out, the backslash, too: different names stay different, and none can be sent back as if it were another.
    /// </summary>
    public static string Name(string text)
    {
        if (text.Length <= LongestName && text.All(IsOfAName))
            return text;

        var name = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (name.Length >= LongestName)
                return name.Append(Ellipsis).ToString();
            _ = rune.IsAscii && IsOfAName((char)rune.Value)
                ? name.Append((char)rune.Value)
                : name.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
        }

        return name.ToString();
    }

    private static bool IsVisible(Rune rune) => !Blanks.Contains(rune.Value) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark);

    private static bool IsOfAName(char character) => character is > ' ' and <= '~' and not '\\';

    /// <summary>Nearly every title: nothing is copied.</summary>
    private static bool IsPlain(string text)
    {
        if (text.Length > LongestTitle || text.StartsWith(' ') || text.EndsWith(' '))
            return false;

        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
                return false;
        }

        return true;
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, LongestTitle + 2));
        var (gap, joiner, last) = (false, default(Rune?), default(Rune));
        foreach (var rune in text.EnumerateRunes())
        {
            // What follows is cut off anyway.
            if (line.Length > LongestTitle)
                break;

            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                (gap, joiner) = (line.Length > 0, null);
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format)
            {
                joiner = rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner ? rune : joiner;
            }
            else
            {
                if (gap)
                    line.Append(' ');
                else if (joiner is { } between && IsJoined(last) && IsJoined(rune))
                    line.Append((char)between.Value);
                line.Append(rune.ToString());
                (gap, joiner, last) = (false, null, rune);
            }
        }

        return line.ToString();
    }

    /// <summary>
    /// Joiners reorder nothing, and emoji and the scripts of India and Iran need them. Among the letters of scripts that have capitals
    /// they would only make two titles look the same.
    /// </summary>
    private static bool IsJoined(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;

    private static string Cut(string line)
    {
        if (line.Length <= LongestTitle)
            return line;

        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(line, end) is var next && next < LongestTitle)
            end = next;

        // A single character with hundreds of marks is nobody's language: it is cut all the same, though not in half a pair.
        if (end == 0)
            end = char.IsHighSurrogate(line[LongestTitle - 2]) ? LongestTitle - 2 : LongestTitle - 1;
        return line[..end].TrimEnd(' ', (char)ZeroWidthNonJoiner, (char)ZeroWidthJoiner) + Ellipsis;
    }
}
