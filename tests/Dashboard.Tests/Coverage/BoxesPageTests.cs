using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Coverage;

public sealed class BoxesPageTests : PageTest
{
    [Fact]
    public async Task BoxesOfAllZones_AreListed_TheMostUrgentFirst()
    {
        Nuclia.AddZone("asia").With(A.Box("unsaved"));
        Europe.With(A.Box("fresh"), A.Box("late"), A.Box("soon")).With(
            Aged("fresh", 2), Aged("late", 30), Aged("soon", 22));
        Europe.Agents = [A.Box("agent")];
        await OpenAsync("/boxes");
        await Screen.UntilAsync(() => Screen.Rows.Count == 4);
        Screen.Text.ShouldContain("2 of 4 knowledge boxes are within their goal. 1 is late, 1 has no backup.");
        Screen.Rows.Select(row => row.Split(' ')[2]).ShouldBe(["unsaved", "late", "soon", "fresh"]);
        Screen.Row("The late").ShouldBe(
            "The late late Late in europe europe Sun 1 Mar 2026, 04:00:00 yesterday 1 day 1 1.4 MB Back up");

        await Screen.ClickAsync("Late 1");
        Screen.Rows.ShouldHaveSingleItem().ShouldContain("The late");
        Address.ShouldBe("/boxes?verdict=Late");
        await Screen.ClickAsync("No backup 1");
        Screen.Rows.Count.ShouldBe(2);
        Address.ShouldBe("/boxes?verdict=None,Late");
    }

    [Fact]
    public async Task TrendAndLastRestore_OfABox_AreInItsRow()
    {
        Europe.With(A.Box("one"), A.Box("two")).With([.. Enumerable.Range(1, 4).Select(
            day => A.Backup($"b{day}", "one", TestClock.Origin.AddDays(-day), 5_000_000 - (day * 1_000_000)))]);
        Europe.With(A.Backup("t1", "two"), A.Backup("t2", "two", TestClock.Origin.AddDays(-3)));
        await OpenAsync("/boxes");
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
        Screen.All("tbody svg.spark").ShouldHaveSingleItem("two backups are no trend")
            .InnerHtml.ShouldContain("points=\"0,12 13.3,8 26.7,4 40,0\"");
        var restored = await Console.EndedAsync(await Console.Operations.RestoreAsync(
            A.Person(A.Operator), "europe", "b1", new("one-again", "One again", []), RunningConsole.Cancellation));
        await Screen.UntilAsync(() => Screen.Row("The one").Contains("Mon 2 Mar 2026", StringComparison.Ordinal));
        Screen.Link("Mon 2 Mar 2026").GetAttribute("href").ShouldBe($"/activity/{restored.Id}");
    }

    [Fact]
    public async Task Address_WithFilters_OpensWithThem()
    {
        Nuclia.AddZone("asia").With(A.Box("unsaved"));
        Europe.With(A.Box("one"), A.Box("two"));
        await OpenAsync("/boxes?zone=europe&q=TW&verdict=none,nonsense&sort=box&order=desc&page=7");
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        Screen.Rows.Single().ShouldContain("The two");
    }

    [Fact]
    public async Task GoalPassed_WithoutAnyEvent_MakesTheBoxLate()
    {
        Europe.With(A.Box("soon")).With(Aged("soon", 23.5));
        await OpenAsync("/boxes");
        await Screen.ShowsAsync("Due soon 1");
        for (var minute = 0; minute < 40; minute++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await Console.PollAsync();
        }

        await Screen.ShowsAsync("Late 1");
    }

    [Fact]
    public async Task SeveralBoxes_Ticked_AreStartedTogetherWithAResultForEach()
    {
        Nuclia.AddZone("asia").With(A.Box("unsaved"));
        Europe.With(A.Box("late"), A.Box("busy")).With(Aged("late", 30), A.Running("running", "busy"));
        await OpenAsync("/boxes");
        await Screen.UntilAsync(() => Screen.Rows.Count == 3);
        Screen.Reason("Back up busy in europe").ShouldBe("A backup of it is being made");
        await Screen.TickAsync("Select every box on this page");
        await Screen.ClickAsync("Back up 3 boxes…");
        Screen.DialogText.ShouldContain("A backup of it is being made already: it gets no second one.");
        await Screen.ClickAsync("Start 3 backups");
        await Screen.ShowsAsync("2 of 3 requested.");

        var started = Console.Journal.Current.Operations.Values.ToList();
        started.Select(operation => operation.KnowledgeBoxSlug).ShouldBe(["late", "unsaved"], ignoreOrder: true);
        started.ShouldAllBe(operation => operation.Kind == OperationKind.Start && operation.BatchId != null);
        started.Select(operation => operation.BatchId).Distinct().Count().ShouldBe(1);
        await Screen.ClickAsync("Close");
        await Screen.ShowsAsync("Tick those that you want to back up now.");
    }

    [Fact]
    public async Task Auditor_SeesTheBoxes_AndCannotStart()
    {
        SignIn(A.Auditor);
        Europe.With(A.Box());
        await OpenAsync("/boxes");
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        Screen.IsDisabled("Back up handbook in europe").ShouldBeTrue();
        Screen.Reason("Back up handbook in europe").ShouldBe("You do not have the right 'Backup'");
        Screen.All("tbody input[type=checkbox]").ShouldBeEmpty();
    }

    [Fact]
    public async Task BackupDeletedElsewhere_Box_IsWithoutOneAtOnce()
    {
        Europe.With(A.Box()).With(Aged("handbook", 1));
        await OpenAsync("/boxes");
        await Screen.ShowsAsync("Fresh 1");
        Europe.Backups = [];
        await Console.PollAsync();
        await Screen.ShowsAsync("No backup 1");
    }

    [Fact]
    public async Task NothingToJudge_Page_SaysWhatItIsFor()
    {
        await OpenAsync("/boxes");
        await Screen.ShowsAsync("There are no knowledge boxes that you can view");
    }

    private static BackupItem Aged(string slug, double hours) =>
        A.Backup($"{slug}-{hours}", slug, TestClock.Origin.AddHours(-hours));
}
