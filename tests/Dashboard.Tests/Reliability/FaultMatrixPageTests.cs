using System.Runtime.CompilerServices;

namespace BackupDashboard.Tests.Reliability;

/// <summary>The page can only say what the tests run.</summary>
public sealed class FaultMatrixPageTests
{
    /// <summary>Set to 1, the page is rewritten instead of being compared.</summary>
    private const string Update = "UPDATE_RELIABILITY_PAGE";

    [Fact]
    public void Page_ItsTables_AreTheMatrix()
    {
        var table = FaultMatrixPage.Markdown();
        TestContext.Current.TestOutputHelper!.WriteLine(table);
        var path = PathOfPage();
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var begin = page.IndexOf(FaultMatrixPage.Begin, StringComparison.Ordinal) + FaultMatrixPage.Begin.Length;
        var end = page.IndexOf(FaultMatrixPage.End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(path, $"{page[..begin]}\n\n{table}\n{page[end..]}");
        else
            page[begin..end].Trim('\n').ShouldBe(table.Trim('\n'), $"docs/reliability.md is out of date: run this test with {Update}=1");
    }

    [Fact]
    public void Matrix_EveryFaultAndEveryOperation_HasItsCell()
    {
        FaultMatrix.Rows.Select(row => row.Name).ShouldBeUnique();
        FaultMatrix.Rows.Count.ShouldBe(21);
    }

    private static string PathOfPage([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "docs", "reliability.md"));
}
