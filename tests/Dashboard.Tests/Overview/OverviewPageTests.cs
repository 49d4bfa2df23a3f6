using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Overview;

public sealed class OverviewPageTests : PageTest
{
    private string Card => Screen.Region("Zone europe");

    [Fact]
    public async Task Zone_Loaded_ShowsItsFigures()
    {
        Nuclia.Account = Nuclia.Account with { CurrentKnowledgeBoxes = 3 };
        Europe.With(A.Box()).With(A.Backup(size: 3_145_728), A.Running("b2"), A.Backup("b3", size: 1_048_576));
        await OpenAsync("/");
        await Screen.ShowsAsync("Reachable");
        Card.ShouldContain("Backups 3");
        Card.ShouldContain("In progress 1");
        Card.ShouldContain("Total size 4 MB");
        Card.ShouldContain("Last finished 23 hours ago");
        Card.ShouldNotContain("Stalled");
        Screen.Text.ShouldContain("Capacity used 3 of 10 boxes");
    }

    [Fact]
    public async Task Zone_WithGapsAndOrphans_NamesThem()
    {
        Europe.With(A.Box("unsaved"), A.Box("saved"))
            .With(A.Backup("b1", "saved"), A.Backup("b2", "gone"), A.Running("b3", "gone", TestClock.Origin.AddDays(-3)));
        Europe.Agents = [A.Box("agent")];
        await OpenAsync("/");
        await Screen.ShowsAsync("Reachable");
        Card.ShouldContain("Knowledge boxes without any backup: 1 The unsaved unsaved");
        Card.ShouldContain("Backups whose box is gone: 1 The gone gone");
        Card.ShouldContain("Stalled? 1 (inferred)");
        Screen.Link("1 (inferred)").GetAttribute("href").ShouldBe("/zones/europe?state=Stalled");
        Screen.Link("gone").GetAttribute("href").ShouldBe("/zones/europe?box=gone");
    }

    [Fact]
    public async Task ManyBoxesWithoutBackup_List_IsCutWithTheRestAsANumber()
    {
        Europe.With([.. Enumerable.Range(100, 25).Select(number => A.Box($"box-{number}"))]);
        await OpenAsync("/");
        await Screen.ShowsAsync("Reachable");
        Card.ShouldContain("box-119");
        Card.ShouldNotContain("box-120");
        Card.ShouldContain("and 5 more");
    }

    [Fact]
    public async Task Zone_Hangs_IsBeingReadWhileOthersAreShown()
    {
        Nuclia.AddZone("america").With(A.Backup());
        Europe.Hold(Ask.Backups);
        await OpenAsync("/", settle: false);
        await Screen.ShowsAsync("Reachable");
        Card.ShouldContain("Being read for the first time");
        Screen.Region("Zone america").ShouldContain("Backups 1");

        Europe.Release(Ask.Backups);
        await Screen.UntilAsync(() => Card.Contains("Reachable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Zone_NeverRead_SaysWhy()
    {
        Europe.FailAll(A.Error(NucliaErrorKind.Unreachable, "No route to host."));
        await OpenAsync("/");
        await Screen.ShowsAsync("Unreachable");
        Card.ShouldContain("No route to host.");
    }

    [Fact]
    public async Task Zone_FailsLater_KeepsItsFigures()
    {
        Europe.With(A.Backup());
        await OpenAsync("/");
        await Screen.ShowsAsync("Reachable");
        Europe.FailAll(A.Error());
        await Console.PollAsync();
        await Screen.ShowsAsync("Not answering");
        Card.ShouldContain("Backups 1");
    }

    [Fact]
    public async Task BackupStarted_Elsewhere_IsCountedWithoutReload()
    {
        await OpenAsync("/");
        await Screen.ShowsAsync("In progress 0");
        Europe.With(A.Running());
        await Console.PollAsync();
        await Screen.ShowsAsync("In progress 1");
    }

    [Fact]
    public async Task ZoneComes_Overview_HasItsCard()
    {
        await OpenAsync("/");
        Nuclia.AddZone("asia");
        await Console.PollAccountAsync();
        await Screen.UntilAsync(() => Screen.HasLink("asia"));
    }

    [Fact]
    public async Task Account_BeingRead_SaysSo()
    {
        Nuclia.Hold(Ask.Account);
        await OpenAsync("/", settle: false);
        await Screen.ShowsAsync("Reading the account and its zones");
        Nuclia.Release(Ask.Account);
        await Screen.ShowsAsync("Reachable");
    }

    [Fact]
    public async Task Account_CanNotBeRead_SaysWhyAndAsksAgain()
    {
        Nuclia.Fail(Ask.Account, A.Error(NucliaErrorKind.Unauthorized, "The token has expired."));
        await OpenAsync("/");
        await Screen.ShowsAsync("The token has expired.");
        await Screen.ShowsAsync("Its zones are not known yet.");
        await Screen.ShowsAsync("1 alarm to acknowledge");
        Nuclia.Recover();
        await Screen.ClickAsync("Ask again now");
        await Screen.ShowsAsync("Reachable");

        // Over, and yet someone should know that it was.
        await Screen.UntilAsync(() => Screen.Alerts is [var only] && only.Contains("1 alarm to acknowledge", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Account_WithoutZones_SaysWhatToCheck()
    {
        Nuclia.Zones = [];
        await OpenAsync("/");
        await Screen.ShowsAsync("This account has no zones");
    }

    [Fact]
    public async Task ZoneGone_Card_KeepsItsLastPictureAndSaysSo()
    {
        Europe.With(A.Box()).With(A.Backup());
        await OpenAsync("/");
        await Screen.ShowsAsync("Reachable");
        Europe.IsListed = false;
        await PollAsync();
        await Screen.ShowsAsync("Reachable");
        await PollAsync();
        await Screen.ShowsAsync("1 alarm to acknowledge");
        Card.ShouldContain("No longer listed");
        Card.ShouldContain("Backups 1");
        Screen.Text.ShouldContain("europe (no longer listed)");
        Screen.Text.ShouldContain("It had 1 knowledge box and 1 backup.");
        Screen.Text.ShouldNotContain("This account has no zones");
    }

    [Fact]
    public async Task TokenSeesFewerBoxes_Orphans_AreCalledNotListed()
    {
        Europe.With(A.Box("saved")).With(A.Backup("b1", "saved"), A.Backup("b2", "hidden"));
        Nuclia.Account = Nuclia.Account with { CurrentKnowledgeBoxes = 2 };
        await OpenAsync("/");
        await Screen.ShowsAsync("Backups whose box is gone: 1");
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Console.PollAsync();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await PollAsync();
        await Screen.ShowsAsync("Backups whose box is not listed (the token may not see it): 1 The hidden hidden");
        Card.ShouldNotContain("box is gone");
    }

    private Task PollAsync() => Console.PollAccountAsync();

    [Fact]
    public async Task PageLeft_Subscriptions_AreGone()
    {
        await OpenAsync("/");
        await Screen.ShowsAsync("Reachable");
        Console.Zone("europe").Subscribers.ShouldBe(1);
        await GoAsync("/not-found");
        await Screen.ShowsAsync("There is no such page");
        Console.Zone("europe").Subscribers.ShouldBe(0);
    }
}
