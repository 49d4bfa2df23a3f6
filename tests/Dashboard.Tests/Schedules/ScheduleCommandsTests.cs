using BackupDashboard.Access;
using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Schedules;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Schedules;

public sealed class ScheduleCommandsTests : SchedulesTest
{
    private static CancellationToken Ct => RunningConsole.Cancellation;

    [Fact]
    public async Task Change_IsAnEventOfTheJournal_ThatSaysWhatIsDifferent()
    {
        var rule = await SetAsync(Hourly());
        rule.Definition.Result(rule).ShouldBe(
            "Backs up docs-* in every zone every hour at :00 (UTC), started within 30 minutes. At most 10 at once in a zone, 10 in all.");
        var changed = await SetAsync(rule.Schedule! with { TimeZone = "Europe/Paris", MostInZone = 3 }, rule.Id);
        changed.Definition.Result(changed).ShouldBe(
            "Times: every hour at :00 (Europe/Paris), before: every hour at :00 (UTC); At once in a zone: 3, before: 10.");
        changed.Schedule!.CreatedBy.Name.ShouldBe("Ada Operator");
        Console.Journal.Current.Schedules.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ChangeOfWhatSomeoneElseHasChanged_IsRefused_AndNothingIsLost()
    {
        var rule = await SetAsync(Hourly());
        await SetAsync(rule.Schedule! with { Name = "Other" }, rule.Id);
        RefusalOf(await Commands.SetAsync(Person, rule.Schedule! with { Name = "Third" }, rule.Id, Ct)).ShouldBe(ProblemKind.TooLate);
        Console.Journal.Current.Schedules.ShouldHaveSingleItem().Schedule!.Name.ShouldBe("Other");
    }

    [Fact]
    public async Task TwoChangesAtTheSameTime_AreOneChange()
    {
        var rule = await SetAsync(Hourly());
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() =>
            Commands.SetAsync(Person, rule.Schedule! with { MostInZone = 2 + number }, rule.Id, Ct))));
        results.Count(result => result.IsAccepted).ShouldBe(1);
        results.Where(result => !result.IsAccepted).ShouldAllBe(result => result.Problem!.Kind == ProblemKind.TooLate);
    }

    [Fact]
    public async Task ScheduleOutOfSight_IsNotOverwritten_ByThoseWhoKnowItsId()
    {
        var hidden = (await SetAsync(Hourly())).Schedule!;
        var mine = Hourly("Mine", "Docs") with { Id = hidden.Id };
        RefusalOf(await Commands.SetAsync(A.Person(A.Docs), mine, null, Ct)).ShouldBe(ProblemKind.NotFound);
        Console.Journal.Current.ScheduleOf(hidden.Id)!.Schedule.ShouldBe(hidden);
    }

    [Fact]
    public async Task Name_IsUniqueIgnoringCase_AlsoAgainstAScheduleOutOfSight()
    {
        await SetAsync(Hourly("Nightly"));
        var result = await Commands.SetAsync(
            A.Person(A.Docs), Hourly("NIGHTLY", "Docs", new BoxScope(BoxScope.EveryZone, null, "docs-*")), null, Ct);
        result.Problem!.Text.ShouldBe("There is a schedule 'NIGHTLY' already. Choose another name.");
        result.Operation.ShouldBeNull();
    }

    [Theory]
    [InlineData("*", "Docs", "The team 'Docs' may not back up every knowledge box that '*' may match. Nothing was changed.")]
    [InlineData("docs-*", "Operators", "You do not have the right 'Plan'. Nothing was sent.")]
    [InlineData("docs-*", null, "You do not have the right 'Plan'. Nothing was sent.")]
    public async Task Team_CoversOnlyItsBoxes_AndMakesSchedulesOnlyForItself(string pattern, string? team, string refusal)
    {
        var wanted = Hourly("Nightly", team, new BoxScope(BoxScope.EveryZone, null, pattern));
        (await Commands.SetAsync(A.Person(A.Docs), wanted, null, Ct)).Problem!.Text.ShouldBe(refusal);
        Console.Journal.Current.Schedules.ShouldBeEmpty();
    }

    [Fact]
    public async Task BoxById_GetsItsSlug_AndOneThatIsNotTheTeamsIsMissing()
    {
        var rule = await SetAsync(Hourly(boxes: new BoxScope("europe", "kb-legal", "anything")));
        rule.Schedule!.Boxes.ShouldBe([new BoxScope("europe", "kb-legal", "legal")]);
        var wanted = Hourly("Mine", "Docs", new BoxScope("europe", "kb-legal", "legal"));
        RefusalOf(await Commands.SetAsync(A.Person(A.Docs), wanted, null, Ct)).ShouldBe(ProblemKind.NotFound);
    }

    [Theory]
    [InlineData("5 * * *", 30, 0, "'5 * * *' is not a cron expression of five fields.")]
    [InlineData("*/5 * * * *", 5, 0, "Between two times there must be at least 15 minutes.")]
    [InlineData("0 0 31 2 *", 30, 0, "'0 0 31 2 *' never comes.")]
    [InlineData("0 * * * *", 90, 0, "The start window must be between 5 minutes and 1 hour, which is the shortest time between two runs.")]
    [InlineData("0 * * * *", 30, 45, "The spread must fit into the start window.")]
    [InlineData("0 * * * *", 0, 0, "The start window must be between 5 minutes and 1 hour")]
    public async Task Times_ThatCannotBe_AreRefusedInWords(string cron, int window, int spread, string words)
    {
        var wanted = Hourly() with
        {
            Cron = cron,
            StartWindow = TimeSpan.FromMinutes(window),
            Spread = TimeSpan.FromMinutes(spread),
        };
        (await Commands.SetAsync(Person, wanted, null, Ct)).Problem!.Text.ShouldStartWith(words);
    }

    [Fact]
    public async Task Deletion_OfASchedule_DeletesNoBackup_AndItStartsNothingAnyLonger()
    {
        var rule = await SetAsync(Hourly());
        await PassAsync(TimeSpan.FromHours(1));
        (await Commands.DeleteAsync(Person, rule.Schedule!.Id, Ct)).Problem.ShouldBeNull();
        await PassAsync(TimeSpan.FromHours(1));
        Europe.Calls(Ask.Create).ShouldBe(2);
        Europe.Calls(Ask.Delete).ShouldBe(0);
        RefusalOf(await Commands.DeleteAsync(Person, rule.Schedule.Id, Ct)).ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public async Task Pause_NeedsAnEnd()
    {
        var id = (await SetAsync(Hourly())).Schedule!.Id;
        foreach (var until in new[] { Now, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Now.AddDays(400) })
            RefusalOf(await Commands.PauseAsync(Person, id, until, Ct)).ShouldBe(ProblemKind.RuleInvalid);
        RefusalOf(await Commands.ResumeAsync(Person, id, Ct)).ShouldBe(ProblemKind.TooLate);
        RefusalOf(await Commands.SkipAsync(Person, id, Now.AddMinutes(7), Ct)).ShouldBe(ProblemKind.TooLate);
    }

    [Fact]
    public async Task Goal_ThatIsShorterThanTheSchedule_IsRefusedWithBothNumbers()
    {
        await SetAsync(Hourly() with { Cron = "0 2 * * *" });
        var goals = Console.Get<Goals>();
        var refused = await goals.SetAsync(Person, [new("europe", "kb-docs-a", "")], new(TimeSpan.FromHours(6)), Ct);
        refused.Results.ShouldHaveSingleItem().Problem!.Text.ShouldBe(
            "This goal is 6 hours, but docs-a is backed up by the schedule 'Docs', of which up to 1 day pass between two runs. The goal "
            + "was not set.");
        RefusalOf((await goals.SetAsync(Person, [new("*", null, "docs-*")], new(TimeSpan.FromHours(6)), Ct)).Results[0])
            .ShouldBe(ProblemKind.Refused);

        // What no schedule covers, or another one often enough, may have it.
        (await goals.SetAsync(Person, [new("europe", "kb-legal", "")], new(TimeSpan.FromHours(6)), Ct)).Results[0].Problem.ShouldBeNull();
        await SetAsync(Hourly("Often"));
        (await goals.SetAsync(Person, [new("europe", "kb-docs-a", "")], new(TimeSpan.FromHours(6)), Ct)).Results[0].Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Team_SeesItsSchedules_AndNoOthers()
    {
        await SetAsync(Hourly());
        Person = A.Person(A.Docs);
        await SetAsync(Hourly("Ours", "Docs"));
        Seen(A.Docs).ShouldBe(["Ours"]);
        Seen(A.Support).ShouldBeEmpty();
        Seen(A.Auditor).ShouldBe(["Docs", "Ours"], ignoreOrder: true);

        var activity = Console.Get<BackupDashboard.Activities.ActivityReader>();
        var rows = await activity.PageAsync(GrantsOf(A.Docs), new(), TimeZoneInfo.Utc, Ct);
        rows.Operations.ShouldHaveSingleItem().Schedule!.Name.ShouldBe("Ours");
    }

    private IEnumerable<string> Seen(string role) =>
        Console.Get<JournalViews>().Of(GrantsOf(role)).Schedules.Select(rule => rule.Schedule!.Name);

    private Grants GrantsOf(string role) => Console.Get<Permissions>().Of(A.Person(role));

    private static ProblemKind? RefusalOf(RequestResult result)
    {
        result.IsAccepted.ShouldBeFalse();
        return result.Problem?.Kind;
    }
}
