using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Backups;

/// <summary>What is known of one backup, also after it was deleted.</summary>
public sealed class BackupPageTests : PageTest
{
    private const string Page = "/zones/europe/backups/b2";

    public BackupPageTests() => Europe.With(A.Box("docs-a"), A.Box("hr")).With(
        A.Backup("b1", "docs-a", TestClock.Origin.AddDays(-2)),
        A.Backup("b2", "docs-a", TestClock.Origin.AddDays(-1), size: 2_500_000));

    [Fact]
    public async Task Backup_ThatIsListed_HasFactsAndActions()
    {
        await OpenAsync(Page);
        await Screen.ShowsAsync("Sun 1 Mar 2026, 10:00:00");
        Screen.Text.ShouldContain("2.4 MB (2,500,000 bytes)");
        await Screen.ShowsAsync("Nothing, through this dashboard.");
        Screen.Link("Restore docs-a of 1 Mar 2026, 10:00:00").GetAttribute("href").ShouldBe("/zones/europe/restore/b2");
        Screen.All("dd a[href='/zones/europe/boxes/kb-docs-a']").ShouldHaveSingleItem();
        Screen.HasButton("Delete docs-a of 1 Mar 2026, 10:00:00").ShouldBeTrue();
    }

    [Fact]
    public async Task Calls_OfAProgram_NameThisBackup()
    {
        await OpenAsync(Page);
        await Screen.ShowsAsync("Do it from a program");
        Screen.Text.ShouldContain("/api/v1/zones/europe/backups/b2/restore");
        Screen.Text.ShouldContain("/api/v1/zones/europe/backups/b2?confirmation=docs-a");
        Screen.Text.ShouldContain("""backups.delete(id="b2", zone="europe")""");
        Screen.Text.ShouldContain("$TOKEN");
    }

    [Fact]
    public async Task Backup_DeletedHere_IsStillFound()
    {
        await OpenAsync(Page);
        await Screen.ClickAsync("Delete docs-a of 1 Mar 2026, 10:00:00");
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        await Screen.TypeAsync("Type docs-a to confirm", "docs-a");
        await Screen.ClickAsync("Delete the backup");

        // A look that began before the answer came proves nothing, and leaves the backup on the page.
        await Screen.ShowsAsync("The deletion of a backup of docs-a was requested.");
        await Console.PollAsync();
        await Screen.ShowsAsync("This backup no longer exists.");
        await Screen.ShowsAsync("deleted it on Mon 2 Mar 2026");
        Screen.Text.ShouldContain("2.4 MB");
        Screen.HasButton("Delete docs-a of 1 Mar 2026, 10:00:00").ShouldBeFalse();
    }

    [Fact]
    public async Task Backup_DeletedElsewhere_SaysThatItWasNotHere()
    {
        await OpenAsync(Page);
        await Screen.ShowsAsync("Completed");
        await Console.RecordedPollAsync();
        Europe.Remove("b2");
        await Console.PollAsync();
        await Screen.ShowsAsync("This backup no longer exists.");
        for (var look = 0; look < 3; look++)
        {
            Clock.Advance(TimeSpan.FromSeconds(20));
            await Console.RecordedPollAsync();
        }

        await Screen.ShowsAsync("and was not deleted through this dashboard.");
    }

    /// <summary>The database cannot be written, or the next look came before it was.</summary>
    [Fact]
    public async Task Backup_GoneBeforeItIsRecorded_StaysOnItsPage()
    {
        Console.Log.ErrorsAreExpected = true;
        await OpenAsync("/backups");
        await Console.RecordedPollAsync();
        Console.Storage.Execute("CREATE TRIGGER refuse BEFORE INSERT ON BackupsSeen BEGIN SELECT RAISE(ABORT, 'no'); END");
        Europe.With(A.Backup("b3", "docs-a", TestClock.Origin));
        await Console.PollAsync();
        await GoAsync("/zones/europe/backups/b3");
        await Screen.ShowsAsync("Completed");
        Europe.Remove("b3");
        await Console.PollAsync();
        await Screen.ShowsAsync("This backup no longer exists. The zone has just stopped listing it.");
    }

    [Theory]
    [InlineData("/zones/europe/backups/never")]
    [InlineData("/zones/nowhere/backups/b2")]
    public async Task Backup_ThatNeverWas_SaysSo(string address)
    {
        await OpenAsync(address);
        await Screen.ShowsAsync("There is no such backup");
    }

    [Fact]
    public async Task Backup_OfAnotherTeam_IsMissing()
    {
        Europe.With(A.Backup("b3", "hr"));
        SignIn(A.Docs);
        await OpenAsync("/zones/europe/backups/b3");
        await Screen.ShowsAsync("There is no such backup");
        Screen.Text.ShouldNotContain("hr");
    }

    [Fact]
    public async Task LinkToAnotherBackup_Followed_ShowsThatOne()
    {
        await OpenAsync(Page);
        await Screen.ShowsAsync("Sun 1 Mar 2026, 10:00:00");
        await GoAsync("/zones/europe/backups/b1");
        await Screen.ShowsAsync("Sat 28 Feb 2026, 10:00:00");
    }
}
