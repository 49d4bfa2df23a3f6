using System.Globalization;
using System.Text;
using BackupDashboard.Primitives;
using CsCheck;

namespace BackupDashboard.Tests.Shell;

public sealed class PlainTextTests
{
    private const int RightToLeftOverride = 0x202E;

    /// <summary>Letters, and characters that are no text, often enough to occur together.</summary>
    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.Int[0x20, 0x7E],
        Gen.Int[0, 0x1F],
        OneOf(
            0x200B, 0x200C, 0x200D, 0x202A, RightToLeftOverride, 0x2066, 0x2069, 0x2028, 0x2029, 0x85, 0xAD, 0xFEFF, 0xE0041, 0xD800,
            0xDC00),
        OneOf(0x1F468, 0x1F4BB, 0x1F3FD, 0xFE0F, 0x0915, 0x094D, 0x0937, 0x05D0, 0x0301, 0x0430)).Array[0, 1_200]
        .Select(
            points => string.Concat(points.Select(point => point is >= 0xD800 and <= 0xDFFF ? ((char)point)
                .ToString() : char.ConvertFromUtf32(point))));

    [Fact]
    public void AnyTitle_Cleaned_IsOneShortLineOfWholeCharacters() => Hostile.Sample(text =>
    {
        var title = PlainText.Title(text);
        title.Length.ShouldBeLessThanOrEqualTo(PlainText.LongestTitle);
        title.Trim().ShouldBe(title);
        foreach (var rune in title.EnumerateRunes())
        {
            Rune.IsControl(rune).ShouldBeFalse();
            Rune.GetUnicodeCategory(rune).ShouldBeOneOf([.. Enum.GetValues<UnicodeCategory>().Except(Unwanted), .. Joiner(rune)]);
        }

        title.IsNormalized(NormalizationForm.FormC); // Throws at half a surrogate pair.
        PlainText.Title(title).ShouldBe(title);
    });

    [Fact]
    public void AnyTwoNames_Spelled_AreAsDifferentAsBefore() => Gen.Select(Hostile, Hostile).Sample((one, other) =>
    {
        var (first, second) = (PlainText.Name(Short(one)), PlainText.Name(Short(other)));
        (first == second).ShouldBe(Short(one) == Short(other));
        first.ShouldAllBe(character => character > ' ' && character <= '~');
    });

    [Theory]
    [InlineData("The handbook", "The handbook")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("Überprüfung – 手冊", "Überprüfung – 手冊")]
    [InlineData("one\r\ntwo\u2028three\u0085four", "one two three four")]
    [InlineData("invoice\u202Etxt.exe\u2066!", "invoicetxt.exe!")]
    [InlineData("do\u200Bcs\u00AD\uFEFF", "docs")]
    [InlineData("d\u200Docs", "docs")]
    [InlineData("  a \t b\0", "a b")]
    [InlineData("👨🏽\u200D💻", "👨🏽\u200D💻")]
    [InlineData("क्\u200Dष", "क्\u200Dष")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("\u200D\u202E\n", "")]
    public void Title_Cleaned_IsWhatItSays(string text, string expected) => PlainText.Title(text).ShouldBe(expected);

    [Fact]
    public void LongTitle_Cut_EndsBetweenCharacters()
    {
        const string family = "👨\u200D👩\u200D👧\u200D👦";
        var title = PlainText.Title(string.Concat(Enumerable.Repeat(family, 100)));
        title.ShouldEndWith(family + "…");
        title.Length.ShouldBeInRange(PlainText.LongestTitle - family.Length, PlainText.LongestTitle);
    }

    [Fact]
    public void EndlessCharacter_Cut_IsCutAllTheSame() =>
        PlainText.Title("a" + new string('\u0301', 100_000)).Length.ShouldBe(PlainText.LongestTitle);

    [Fact]
    public void TenMegabytes_Cleaned_AreShort()
    {
        PlainText.Title(new string('x', 10_000_000)).ShouldBe(new string('x', PlainText.LongestTitle - 1) + "…");
        PlainText.Title(new string('\u202E', 10_000_000)).ShouldBeEmpty();
        PlainText.Name(new string('x', 10_000_000)).Length.ShouldBe(PlainText.LongestName + 1);
    }

    [Theory]
    [InlineData("docs-handbook_2", "docs-handbook_2")]
    [InlineData("docs\u202Egpj", "docs\\u{202E}gpj")]
    [InlineData("docs\\u{202E}gpj", "docs\\u{5C}u{202E}gpj")]
    [InlineData("two words\n", "two\\u{20}words\\u{A}")]
    public void Name_OfOddForm_IsSpelledOut(string text, string expected) => PlainText.Name(text).ShouldBe(expected);

    private static readonly UnicodeCategory[] Unwanted =
        [UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator,
            UnicodeCategory.Surrogate];

    private static UnicodeCategory[] Joiner(Rune rune) => rune.Value is 0x200C or 0x200D ? [UnicodeCategory.Format] : [];

    private static Gen<int> OneOf(params int[] points) => Gen.Int[0, points.Length - 1].Select(index => points[index]);

    /// <summary>So short that nothing is cut; and whole, because halves of pairs all look the same.</summary>
    private static string Short(string text) => string.Concat(text.EnumerateRunes().Take(20).Where(rune => rune != Rune.ReplacementChar));
}
