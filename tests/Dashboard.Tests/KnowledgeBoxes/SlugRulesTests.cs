using System.Text.RegularExpressions;
using BackupDashboard.KnowledgeBoxes;
using CsCheck;

namespace BackupDashboard.Tests.KnowledgeBoxes;

public sealed partial class SlugRulesTests
{
    /// <summary>Anything that can be typed or pasted, lone surrogates included.</summary>
    private static readonly Gen<string> Anything = Gen.OneOf(
        Gen.String, Gen.Char.Array[0, 300].Select(characters => new string(characters)), SlugLike);

    private static Gen<string> SlugLike => Gen.Char["abz09-_ AZ"].Array[0, 260].Select(characters => new string(characters));

    [Fact]
    public void Problem_AnyString_AgreesWithTheContract() =>
        Anything.Sample(slug => (SlugRules.Problem(slug) is null) == (Contract().IsMatch(slug) && slug.Length <= SlugRules.MaximumLength));

    [Fact]
    public void Propose_AnyWishAndAnyTaken_IsFreeAndOfTheRightForm() =>
        Gen.Select(Anything, Gen.Int[0, 30]).Sample((wanted, attempts) =>
        {
            // The worst case: everything that was proposed before is taken.
            var taken = new HashSet<string>(StringComparer.Ordinal);
            for (var attempt = 0; attempt <= attempts; attempt++)
            {
                var proposal = SlugRules.Propose(wanted, taken);
                if (SlugRules.Problem(proposal) is not null || !taken.Add(proposal))
                    return false;
            }

            return true;
        });

    [Theory]
    [InlineData("handbook", "handbook")]
    [InlineData("Hand Book (2026)!", "hand-book-2026")]
    [InlineData("--x__y--", "x__y")]
    [InlineData("日本語", "restored")]
    [InlineData("", "restored")]
    [InlineData("taken", "taken-3")]
    public void Propose_Wish_StaysNear(string wanted, string proposal) =>
        SlugRules.Propose(wanted, new HashSet<string> { "taken", "taken-2" }).ShouldBe(proposal);

    [Fact]
    public void Propose_LongestSlugTaken_IsCutToMakeRoom()
    {
        var longest = new string('a', SlugRules.MaximumLength);
        var proposal = SlugRules.Propose(longest, new HashSet<string> { longest });
        proposal.ShouldEndWith("a-2");
        proposal.Length.ShouldBe(SlugRules.MaximumLength);
    }

    [Theory]
    [InlineData(null, "Enter a slug.")]
    [InlineData("", "Enter a slug.")]
    [InlineData("aB", "'B' cannot be used")]
    [InlineData("a😀b", "'😀' cannot be used")]
    [InlineData("line\n", "cannot be used")]
    public void Problem_WrongForm_NamesTheOffender(string? slug, string sentence) => SlugRules.Problem(slug)!.ShouldContain(sentence);

    [Fact]
    public void Problem_TooLong_SaysHowLong() => SlugRules.Problem(new string('a', 251))!.ShouldContain("this one has 251");

    /// <summary>As the contract writes it; $ would let a line break at the end pass.</summary>
    [GeneratedRegex(@"^[a-z0-9_-]+\z")]
    private static partial Regex Contract();
}
