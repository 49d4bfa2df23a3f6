using BackupDashboard.Access;
using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Coverage;

/// <summary>Goals and exemptions are operations of the journal: who set them, that they last, and what is refused.</summary>
[StorageSuite]
public sealed class GoalsTests : OperationsTest
{
    private static readonly BoxScope Handbook = new("europe", "kb-handbook", "handbook");
    private static readonly Goal SixHours = new(TimeSpan.FromHours(6));

    private Goals Goals => Console.Get<Goals>();

    private BoxCoverage Box => Console.Get<CoverageReader>().Of(Console.EveryGrant).Boxes.Single(box => box.Box.Slug == "handbook");

    [Fact]
    public async Task Goal_IsSet_CountsAtOnce_AndIsInTheJournal()
    {
        Box.Goal.Rule.ShouldBeNull();
        (await SetAsync(Handbook, SixHours)).IsAccepted.ShouldBeTrue();
        (Box.Goal.MaxAge, Box.Verdict).ShouldBe((TimeSpan.FromHours(6), Verdict.Late));
        VerdictView.Source(Box.Goal).ShouldBe("set for this box by Ada Operator");
        var rule = Console.Journal.Current.InForce.ShouldHaveSingleItem();
        (rule.Kind, rule.State, rule.Goal).ShouldBe((OperationKind.SetGoal, OperationState.Succeeded, SixHours));

        (await Goals.ClearAsync(Person, Handbook, RunningConsole.Cancellation)).IsAccepted.ShouldBeTrue();
        Box.Goal.Rule.ShouldBeNull();
        Nuclia.Sent.ShouldBeEmpty();
        RefusalOf(await Goals.ClearAsync(Person, Handbook, RunningConsole.Cancellation)).ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public async Task Exemption_WithReasonAndEnd_HoldsUntilThen()
    {
        (await ExemptAsync("  A copy\u0000 of another ", Console.Clock.GetUtcNow().AddHours(2))).IsAccepted.ShouldBeTrue();
        (Box.Verdict, Box.Exemption!.Reason).ShouldBe((Verdict.Exempt, "A copy of another"));
        Console.Clock.Advance(TimeSpan.FromHours(2));
        await Console.PollAsync();
        Box.Verdict.ShouldBe(Verdict.Late);

        await ExemptAsync("Once more", Console.Clock.GetUtcNow().AddHours(2));
        Box.Verdict.ShouldBe(Verdict.Exempt);
        (await Goals.EndExemptionAsync(Person, Handbook, RunningConsole.Cancellation)).IsAccepted.ShouldBeTrue();
        Box.Verdict.ShouldBe(Verdict.Late);
    }

    [Fact]
    public async Task Exemption_WithoutAReason_OrWithoutAnEnd_IsRefused()
    {
        RefusalOf(await ExemptAsync(" \u200B", Console.Clock.GetUtcNow().AddDays(1))).ShouldBe(ProblemKind.ReasonMissing);
        RefusalOf(await ExemptAsync("A reason", Console.Clock.GetUtcNow())).ShouldBe(ProblemKind.Refused);
        RefusalOf(await ExemptAsync("A reason", Console.Clock.GetUtcNow().AddDays(367))).ShouldBe(ProblemKind.Refused);
        Console.Journal.Current.InForce.ShouldBeEmpty();
    }

    public static TheoryData<Goal, string> Impossible => new()
    {
        { new(null), "Say how old" },
        { new(TimeSpan.FromMinutes(4)), "between 5 minutes and 366 days" },
        { new(TimeSpan.FromDays(367)), "between 5 minutes and 366 days" },
        { new(TimeSpan.FromHours(1), "0 7 * * *", "UTC"), "not both" },
        { new(null, "0 7 * *", "UTC"), "not a cron expression" },
        { new(null, "0 7 31 2 *", "UTC"), "never comes" },
        { new(null, "0 7 * * *", "Mars/Olympus"), "not a known time zone" },
        { new(null, "0 7 * * *", null), "not a known time zone" },
    };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public async Task Goal_ThatMakesNoSense_IsRefusedInWords(Goal goal, string words) =>
        (await Goals.SetAsync(Person, [Handbook], goal, RunningConsole.Cancellation)).Problem!.Text.ShouldContain(words);

    [Theory]
    [InlineData("")]
    [InlineData("Docs-*")]
    [InlineData("docs-?")]
    public async Task Pattern_ThatIsNone_IsRefused(string pattern) =>
        RefusalOf(await SetAsync(new(BoxScope.EveryZone, null, pattern), SixHours)).ShouldBe(ProblemKind.Refused);

    /// <summary>A team plans for what it owns: for a pattern within its own, and for no other.</summary>
    [Fact]
    public async Task Team_PlansForItsOwnPatterns_AndNoOthers()
    {
        var docs = A.Person("Dora", [A.Docs], []);
        (string Pattern, bool IsAllowed)[] patterns =
            [("docs-*", true), ("docs-a*", true), ("*", false), ("docs*", false), ("legal-*", false)];
        foreach (var (pattern, isAllowed) in patterns)
        {
            var batch = await Goals.SetAsync(docs, [new(BoxScope.EveryZone, null, pattern)], SixHours, RunningConsole.Cancellation);
            batch.Results.Single().IsAccepted.ShouldBe(isAllowed, pattern);
        }
    }

    /// <summary>What an administrator sets for all counts for those as well who may not view the rule.</summary>
    [Fact]
    public async Task RuleThatIsNotVisible_CountsAllTheSame()
    {
        Europe.With(A.Box("docs-a"));
        await Console.PollAsync();
        await SetAsync(new(BoxScope.EveryZone, null, "*"), SixHours);
        var team = Console.Get<Permissions>().Of(A.Person("Dora", [A.Docs], []));
        Console.Get<JournalViews>().Of(team).InForce.ShouldBeEmpty();
        Console.Get<CoverageReader>().Of(team).Boxes.ShouldHaveSingleItem().Goal.MaxAge.ShouldBe(TimeSpan.FromHours(6));
    }

    [Fact]
    public async Task Restart_Rules_AreStillInForce()
    {
        await SetAsync(Handbook, SixHours);
        await SetAsync(new(BoxScope.EveryZone, null, "docs-*"), new(null, "0 7 * * 1-5", "Europe/Paris"));
        await ExemptAsync("A reason", Console.Clock.GetUtcNow().AddDays(1));
        await Goals.ClearAsync(Person, Handbook, RunningConsole.Cancellation);
        var before = Console.Journal.Current.InForce.Select(rule => (rule.Id, rule.Goal, rule.ExemptUntil)).ToList();
        await Console.StopAsync();
        await Console.Get<OperationJournal>().LoadAsync(RunningConsole.Cancellation);
        Console.Journal.Current.InForce.Select(rule => (rule.Id, rule.Goal, rule.ExemptUntil)).ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public async Task SeveralBoxes_EachOnItsOwn_AreOneBatch()
    {
        Europe.With(A.Box("other"));
        await Console.PollAsync();
        var batch = await Goals.SetAsync(
            Person, [Handbook, new("europe", "kb-gone", "gone"), new("europe", "kb-other", "not its slug")], SixHours,
            RunningConsole.Cancellation);
        batch.Results.Select(result => result.IsAccepted).ShouldBe([true, false, true]);
        batch.Results.Where(result => result.IsAccepted).Select(result => result.Operation!.BatchId).Distinct().ShouldHaveSingleItem()
            .ShouldNotBeNull();
        batch.Results[2].Operation!.KnowledgeBoxSlug.ShouldBe("other", "as the zone lists it");
    }

    private async Task<RequestResult> SetAsync(BoxScope scope, Goal goal) =>
        (await Goals.SetAsync(Person, [scope], goal, RunningConsole.Cancellation)).Results.Single();

    private async Task<RequestResult> ExemptAsync(string reason, DateTimeOffset until)
    {
        var batch = await Goals.ExemptAsync(Person, [Handbook], reason, until, RunningConsole.Cancellation);
        return batch.Problem is { } problem ? RequestResult.Refused(problem) : batch.Results.Single();
    }
}
