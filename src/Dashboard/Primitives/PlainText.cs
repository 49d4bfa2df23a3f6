using System.Globalization;
using System.Text;

namespace BackupDashboard.Primitives;

// Text from the cloud, the directory and our users may have been written by anyone. It is made one harmless line once, where it comes in:
// pages, the hub, exports and logs get it from the snapshots and the journal.
internal static class PlainText
{
    // In UTF-16 units; every field accepts this much. It fits the smallest message size that can be configured. More than a title needs,
    // and little enough for a page of a hundred.
    public const int LongestTitle = 500;

    // The contract allows 250 for a slug and 36 for an id.
    public const int LongestName = 256;

    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const char Ellipsis = '…';

    // Blank although letters or symbols by category: Hangul fillers, the empty Braille pattern, the musical null notehead.
    private static readonly int[] Blanks = [0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0x1D159];

    // One line without control and format characters, cut between grapheme clusters. Returns empty if nothing of it is visible.
    public static string Title(string text) => IsPlain(text) ? text : HasSomethingVisible(text) ? Cut(OneLine(text)) : "";

    // Anything besides spaces, marks without a base, and characters without a glyph.
    public static bool HasSomethingVisible(string? text) => text is not null && text.EnumerateRunes().Any(IsVisible);

    // A slug or an id. The contract's form stays as it is. Otherwise every character that is not printable ASCII, and the backslash, is
    // escaped: different names stay different, and none can be sent back as another one.
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
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.EnclosingMark);

    private static bool IsOfAName(char character) => character is > ' ' and <= '~' and not '\\';

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
            // The rest would be cut off anyway.
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

    // Joiners reorder nothing, and emoji and the scripts of India and Iran need them. Between letters with upper case they would only make
    // two titles look the same.
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

        // A single character with hundreds of marks belongs to no language: it is cut anyway, though not inside a surrogate pair.
        if (end == 0)
            end = char.IsHighSurrogate(line[LongestTitle - 2]) ? LongestTitle - 2 : LongestTitle - 1;
        return line[..end].TrimEnd(' ', (char)ZeroWidthNonJoiner, (char)ZeroWidthJoiner) + Ellipsis;
    }
}
