using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Backups;

/// <summary>The backups of all zones in one table.</summary>
public sealed class AllBackupsPageTests : PageTest
{
    private const string Search = "Search title, slug, id or day";

    private readonly FakeZone _america;

    public AllBackupsPageTests()
    {
        Europe.With(A.Box("docs-a"), A.Box("hr")).With(A.Backup("e1", "docs-a", TestClock.Origin.AddDays(-2)))
            .With(A.Backup("e2", "hr", TestClock.Origin.AddDays(-4)));
        _america = Nuclia.AddZone("america").With(A.Box("docs-b")).With(A.Backup("u1", "docs-b", TestClock.Origin.AddDays(-3)));
    }

    [Fact]
    public async Task Backups_OfAllZones_AreInOneOrder()
    {
        await OpenAsync("/backups");
        await Screen.ShowsAsync("3 backups in 2 zones");
        Screen.Rows.Select(row => row.Contains("america", StringComparison.Ordinal)).ShouldBe([false, true, false]);
        await Screen.TypeAsync(Search, "27 Feb");
        await Clock.PassAsync(TimeSpan.FromMilliseconds(300));
        await Screen.ShowsAsync("1–1 of 1");
        Screen.Rows.ShouldHaveSingleItem().ShouldContain("docs-b");
        Address.ShouldBe("/backups?q=27%20Feb");
    }

    [Fact]
    public async Task SharedAddress_OfOneZone_ShowsItsBackups()
    {
        await OpenAsync("/backups?zone=europe&sort=Box");
        await Screen.ShowsAsync("1–2 of 2");
        Screen.Rows.ShouldAllBe(row => row.Contains("europe"));
    }

    [Fact]
    public async Task NewBackup_OfAnyZone_Appears()
    {
        await OpenAsync("/backups");
        await Screen.ShowsAsync("1–3 of 3");
        _america.With(A.Running("u2", "docs-b"));
        await Console.PollAsync("america");
        await Screen.ShowsAsync("1–4 of 4");
        Screen.Rows[0].ShouldContain("In progress");
    }

    [Fact]
    public async Task Delete_InAnotherZone_IsOfThatZone()
    {
        await OpenAsync("/backups?zone=america");
        await Screen.ShowsAsync("1–1 of 1");
        await Screen.ClickAsync("Delete docs-b of 27 Feb 2026, 10:00:00");
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        await Screen.TypeAsync("Type docs-b to confirm", "docs-b");
        await Screen.ClickAsync("Delete the backup");
        await Screen.UntilAsync(() => _america.Backups.IsEmpty);
    }

    [Fact]
    public async Task Team_OfSomeBoxes_SeesTheirs()
    {
        SignIn(A.Docs);
        await OpenAsync("/backups");
        await Screen.ShowsAsync("2 backups in 2 zones");
        Screen.Text.ShouldNotContain("hr");
    }

    [Fact]
    public async Task NoBackups_Anywhere_SaysWhatToDo()
    {
        (Europe.Backups, _america.Backups) = ([], []);
        await OpenAsync("/backups");
        await Screen.ShowsAsync("There are no backups that you can view");
        Screen.HasLink("Back up a knowledge box").ShouldBeTrue();
    }
}
