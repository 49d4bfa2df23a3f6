using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.KnowledgeBoxes;

/// <summary>One rule, and the same answer for everyone who asks.</summary>
public sealed class TitleRulesTests
{
    public static TheoryData<string> Invisible =>
    [
        "\u0301", "\u0301\u0302", "\u3164", "\u2800", " \u115F\u1160 ", "\uFFA0", "\u00AD", "\u200B\u200D", "\uFE0F",
        "\U000E0041\U000E007F", "\U0001D159", "\u2028",
    ];

    [Theory]
    [InlineData("", "Enter a title.")]
    [InlineData("   ", "Enter a title.")]
    [InlineData(null, "Enter a title.")]
    [InlineData("Fine", null)]
    [InlineData("e\u0301", null)]
    [InlineData("한글", null)]
    [InlineData("👩🏽‍🚀", null)]
    [InlineData("\u2801", null)]
    public void Title_IsJudged(string? title, string? problem) => TitleRules.Problem(title).ShouldBe(problem);

    [Theory, MemberData(nameof(Invisible))]
    public void Title_OfWhichNothingCanBeSeen_IsRefused(string title) =>
        TitleRules.Problem(title).ShouldBeOneOf("Enter a title of which something can be seen.", "Enter a title.");

    [Fact]
    public void Title_TooLong_IsRefused()
    {
        TitleRules.Problem(new string('x', 500)).ShouldBeNull();
        TitleRules.Problem(new string('x', 501)).ShouldBe("A title has at most 500 characters here.");
    }

    [Theory]
    [InlineData("\u3164")]
    [InlineData("\u0301")]
    [InlineData("  ")]
    public async Task Service_JudgesAsTheFormDoes(string title)
    {
        await using var console = new RunningConsole();
        console.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup());
        await console.StartAsync();

        var refused = await console.Operations.RestoreAsync(
            A.Person(A.Operator), "europe", "b1", new NewKnowledgeBox("new", title, []), RunningConsole.Cancellation);
        refused.Problem.ShouldBe(new(ProblemKind.Refused, TitleRules.Problem(title)!));
        var tooLong = await console.Operations.RestoreAsync(
            A.Person(A.Operator), "europe", "b1", new NewKnowledgeBox("new", new string('x', 501), []), RunningConsole.Cancellation);
        tooLong.Problem!.Text.ShouldBe("A title has at most 500 characters here.");
        console.Nuclia.Sent.ShouldBeEmpty();
    }
}
