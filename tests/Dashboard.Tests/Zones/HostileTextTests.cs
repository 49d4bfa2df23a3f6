using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Zones;

/// <summary>What comes from the cloud is shown as text on every page, whatever it contains.</summary>
public sealed class HostileTextTests : PageTest
{
    private const string Script = "<script>alert('x')</script>";
    private const string Image = "<img src=x onerror=alert(1)>";
    private const string Reversed = "safe\u202Eexe.txt\nsecond line";

    [Theory]
    [InlineData(Script, Script)]
    [InlineData(Image, Image)]
    [InlineData(Reversed, "safeexe.txt second line")]
    [InlineData("\"><b>&amp;", "\"><b>&amp;")]
    public async Task Title_OnEveryPageThatShowsIt_IsText(string title, string shown)
    {
        var box = A.Box("handbook", title);
        Europe.With(box, A.Box("lonely", title)).With(A.Backup() with { KnowledgeBox = A.Reference(box) });
        await OpenAsync("/zones/europe");
        await ShouldBeTextAsync(shown);
        await Screen.ClickAsync("Delete handbook of 1 Mar 2026, 10:00:00");
        await Screen.UntilAsync(() => Screen.Dialog is not null && Screen.DialogText.Contains(shown, StringComparison.Ordinal));
        await Screen.ClickAsync("Keep it");

        await GoAsync("/");
        await ShouldBeTextAsync(shown);
        await GoAsync("/zones/europe/restore/b1");
        await ShouldBeTextAsync(shown);
    }

    [Fact]
    public async Task TenMegabytes_InATitle_AreAPageOfOrdinarySize()
    {
        Europe.With(A.Backup() with { KnowledgeBox = A.Reference(A.Box(title: new string('<', 10_000_000))) });
        await OpenAsync("/zones/europe");
        await Screen.ShowsAsync("<<<…");
        Screen.Text.Length.ShouldBeLessThan(10_000);
    }

    [Fact]
    public async Task SlugAndIdOfOddForm_AreSpelledOutAndCanNotBeActedOn()
    {
        var box = new KnowledgeBoxItem("kb/../1", "docs\u202Egpj<i>", "Odd");
        Europe.With(box).With(A.Backup("b\n1") with { KnowledgeBox = A.Reference(box) });
        await OpenAsync("/zones/europe");
        await Screen.ShowsAsync("docs\\u{202E}gpj<i>");
        Screen.All("i").ShouldBeEmpty();
        var zone = Console.Zone("europe").Current;
        zone.Backups.Keys.ShouldBe(["b\\u{A}1"]);
        zone.KnowledgeBoxes["kb/../1"].Slug.ShouldBe("docs\\u{202E}gpj<i>");
    }

    [Fact]
    public async Task AccountAndZone_TheirTitles_AreText()
    {
        Nuclia.Account = Nuclia.Account with { Title = Reversed + Script };
        Europe.Zone = Europe.Zone with { Title = Image + "\u202E" };
        await OpenAsync("/");
        await ShouldBeTextAsync(Image);
        await ShouldBeTextAsync("safeexe.txt second line" + Script);
    }

    private async Task ShouldBeTextAsync(string shown)
    {
        await Screen.ShowsAsync(shown);
        Screen.All("script, img, b:not([class])").ShouldBeEmpty();
        Screen.Text.ShouldNotContain('\u202E');
    }
}
