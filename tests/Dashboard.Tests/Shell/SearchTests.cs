using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Shell;

/// <summary>One field for zones, boxes, backups and pages.</summary>
public sealed class SearchTests : PageTest
{
    private const string Field = "Name, slug, id or day";

    private IEnumerable<string> Found => Screen.All(".findings a").Select(link => link.GetAttribute("href")!);

    [Fact]
    public async Task Name_OfABoxInAnyZone_LeadsToItsPage()
    {
        Nuclia.AddZone("asia").With(A.Box("manuals"));
        Europe.With(A.Box("handbook"), A.Box("manuals-old"));
        await SearchAsync("MANUALS");
        Found.ShouldBe(["/zones/asia/boxes/kb-manuals", "/zones/europe/boxes/kb-manuals-old"]);
        Screen.DialogText.ShouldContain("The manuals (manuals) knowledge box in asia");
        Screen.DialogText.ShouldContain("2 results");
    }

    [Theory]
    [InlineData("18 Feb")]
    [InlineData("18 February 2026")]
    [InlineData("2026-02-18")]
    [InlineData("wed 18 feb")]
    public async Task Day_InWhateverForm_FindsItsBackups(string day)
    {
        var noon = new DateTimeOffset(2026, 2, 18, 11, 0, 0, TimeSpan.Zero);
        Europe.With(A.Box()).With(A.Backup("there", started: noon), A.Backup("late", started: noon.AddDays(1)));
        await SearchAsync(day);
        Found.ShouldBe(["/zones/europe/backups/there"]);
        Screen.DialogText.ShouldContain("handbook, Wed 18 Feb 2026, 12:00:00 backup in europe");
    }

    [Fact]
    public async Task Beginning_OfAnId_FindsTheBackup()
    {
        Europe.With(A.Box()).With(A.Backup("7a34e8e0"), A.Backup("8a34e8e0"));
        await SearchAsync("7A3");
        Found.ShouldBe(["/zones/europe/backups/7a34e8e0"]);
    }

    [Fact]
    public async Task Nothing_OrSomethingUnknown_ShowsPagesOrSaysSo()
    {
        await SearchAsync("");
        Found.ShouldBe(["/", "/boxes", "/backups", "/schedules", "/retention", "/goals", "/restores", "/alarms",
            "/notifications", "/approvals", "/activity", "/access"]);
        await Screen.TypeAsync(Field, "no such thing");
        await Screen.ShowsAsync("Nothing found.");
    }

    [Fact]
    public async Task Enter_OpensTheFirst_AndClosesTheSearch()
    {
        Europe.With(A.Box());
        await SearchAsync("handb");
        await Screen.PressAsync(Field, "Enter");
        await Screen.UntilAsync(() => Address == "/zones/europe/boxes/kb-handbook" && Screen.Dialog is null);
    }

    private async Task SearchAsync(string text)
    {
        await OpenAsync("/access");
        await Screen.ClickAsync("Search everywhere");
        await Screen.UntilAsync(() => Screen.HasField(Field));
        await Screen.TypeAsync(Field, text);
        if (text.Length > 0)
            await Screen.UntilAsync(() => !Found.Contains("/access"));
    }
}
