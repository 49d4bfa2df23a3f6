using System.Text.RegularExpressions;
using CsvHelper;

namespace BackupDashboard.Primitives;

// Files that people open with a spreadsheet.
internal static partial class Spreadsheet
{
    // People type names and reasons, and a spreadsheet would run what looks like a formula: an apostrophe makes it text. The byte order
    // mark tells spreadsheets that the file is UTF-8.
    public static CsvWriterOptions Options { get; } = new()
    {
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=+-@\t\r\n",
        WriteByteOrderMark = true,
    };

    /// <summary>Of what others wrote. The library defuses the beginning of a field; this does the rest.</summary>
    public static string? Defused(string? text) => text is null ? null : BeforeFormula().Replace(text, "'");

    // Where a spreadsheet may see the beginning of a cell: the library only handles ASCII at the beginning of a field. Some read
    // full-width forms as the same signs, and where the semicolon separates, as in most of Europe, neither a comma nor a quotation mark
    // keeps a field together.
    [GeneratedRegex("(?<=^\\s*)(?=[＝＋－＠])|(?<=[;\t\r\n][\\s\"]*)(?=[=+\\-@＝＋－＠])")]
    private static partial Regex BeforeFormula();
}
