using BackupDashboard.Fingerprints;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Boxes;

/// <summary>One box on one page: the verdict and why, what would be lost, its backups, and what was done.</summary>
public sealed class BoxPageTests : PageTest
{
    private const string Page = "/zones/europe/boxes/kb-handbook";

    [Fact]
    public async Task Box_ShowsItsVerdict_ItsGoal_AndItsBackups_AndNoOthers()
    {
        Europe.With(A.Box(), A.Box("other")).With(
            Aged("b1", 30), Aged("b2", 60), A.Backup("foreign", "other"), A.Backup("former", "handbook") with
            {
                KnowledgeBox = A.Reference(A.Box("handbook", id: "kb-former")),
            });
        await OpenAsync(Page);
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
        Screen.Text.ShouldContain("Its newest good backup is 1 day, 6 hours old; the goal is one no older than 1 day.");
        Screen.Text.ShouldContain("Goal: no older than 1 day, the default of this dashboard.");
        Screen.Text.ShouldContain("Nothing was requested here lately.");
        Screen.HasButton("Remove its goal").ShouldBeFalse();
    }

    [Fact]
    public async Task Content_SinceTheNewestBackup_IsCounted()
    {
        Europe.With(A.Box());
        await OpenAsync(Page);
        await Screen.ShowsAsync("It holds 120 resources");
        Screen.Text.ShouldContain("None of it is in a backup.");

        var before = A.Counters with { Resources = 108, Paragraphs = 3410 };
        await Console.Get<FingerprintStore>().PutAsync("europe", "b1", _ => A.Fingerprint(before));
        Europe.With(Aged("b1", 1));
        await Console.PollAsync();
        await Screen.ShowsAsync("+12 resources and −10 paragraphs since its newest backup.");
        Europe.Calls(Ask.Counters).ShouldBe(1, "it is shared for a while");
    }

    [Fact]
    public async Task Content_ChangedSinceTheNewestBackup_IsAskedOfTheCatalogOnce()
    {
        Europe.With(A.Box()).With(Aged("b1", 1));
        Europe.Modified = Europe.Modified.SetItem("kb-handbook", 312);
        await OpenAsync(Page);
        await Screen.ShowsAsync("312 resources were added or changed since its newest backup.");
        await GoAsync("/access");
        await GoAsync(Page);
        await Screen.ShowsAsync("312 resources were added or changed since its newest backup.");
        Europe.Calls(Ask.Modified).ShouldBe(1);
    }

    [Fact]
    public async Task Content_ThatCannotBeCounted_IsSaidSo()
    {
        Europe.With(A.Box());
        Europe.Fail(Ask.Counters, A.Error());
        await OpenAsync(Page);
        await Screen.ShowsAsync("What it holds at the moment could not be counted.");
    }

    [Fact]
    public async Task Goal_OfTheBox_IsSetAndRemoved_OnItsPage()
    {
        Europe.With(A.Box()).With(Aged("b1", 8));
        await OpenAsync(Page);
        await Screen.ShowsAsync("Fresh");
        await Screen.ClickAsync("Set a goal…");
        await Screen.TypeAsync("Hours", "6");
        await Screen.ClickAsync("Set the goal");
        await Screen.ShowsAsync("no older than 6 hours, set for this box by Ada Operator.");
        Screen.Text.ShouldContain("Late");
        Screen.Row("Set a goal").ShouldContain("Ada Operator");

        await Screen.ClickAsync("Remove its goal");
        await Screen.ShowsAsync("the default of this dashboard");
        await Screen.ClickAsync("Exempt…");
        await Screen.TypeAsync("Why it needs no backup", "A copy");
        await Screen.ClickAsync("Exempt");
        await Screen.ShowsAsync("Exempted by Ada Operator.");
        await Screen.ClickAsync("End the exemption");
        await Screen.ShowsAsync("Fresh");
    }

    [Fact]
    public async Task BoxThatIsGone_StillShowsItsBackups()
    {
        Europe.With(A.Box("other")).With(Aged("b1", 30));
        await OpenAsync(Page);
        await Screen.ShowsAsync("This knowledge box no longer exists. Its backups can still be restored into a new one.");
        Screen.Rows.Count.ShouldBe(1);
        Screen.HasButton("Back up now").ShouldBeFalse();
    }

    [Fact]
    public async Task UnknownBox_OrUnknownZone_IsSaidSo()
    {
        await OpenAsync("/zones/europe/boxes/kb-nothing");
        await Screen.ShowsAsync("There is no such knowledge box");
        await GoAsync("/zones/atlantis/boxes/kb-nothing");
        await Screen.ShowsAsync("Neither the box nor a backup of it is in zone atlantis, as far as you can view it.");
    }

    [Fact]
    public async Task BoxOfAnotherTeam_IsNotThere_AndIsNotCounted()
    {
        SignIn(A.Docs);
        Europe.With(A.Box(), A.Box("docs-a")).With(Aged("b1", 30));
        await OpenAsync(Page);
        await Screen.ShowsAsync("There is no such knowledge box");
        Europe.Calls(Ask.Counters).ShouldBe(0);
        Screen.Text.ShouldNotContain("The handbook");
    }

    [Fact]
    public async Task FromBoxToBox_OnTheSamePage_ShowsTheOther()
    {
        Europe.With(A.Box(), A.Box("other")).With(Aged("b1", 30));
        await OpenAsync(Page);
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        await GoAsync("/zones/europe/boxes/kb-other");
        await Screen.ShowsAsync("No completed backup of it is listed");
        Screen.Text.ShouldContain("The other");
    }

    private static BackupItem Aged(string id, double hours) => A.Backup(id, started: TestClock.Origin.AddHours(-hours));
}
