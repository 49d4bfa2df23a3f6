using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Coverage;

/// <summary>Which of several goals counts, what a deadline asks for, and until when an exemption holds.</summary>
public sealed class GoalBookTests
{
    // A Monday.
    private static readonly DateTimeOffset Now = TestClock.Origin;
    private static readonly KnowledgeBox Manuals = new("kb-manuals", "docs-manuals", "Manuals", IsAgent: false);
    private static readonly CoverageOptions Options = new();

    [Fact]
    public void NoGoal_OfItsOwn_IsTheDefault()
    {
        var goal = Book().GoalOf("europe", Manuals);
        (goal.MaxAge, goal.Rule).ShouldBe((TimeSpan.FromHours(24), null));
    }

    [Fact]
    public void MostSpecific_OfSeveralGoals_Counts()
    {
        Operation[] rules =
        [
            Pattern("*", hours: 1), Pattern("docs-*", hours: 2), Pattern("docs-*", hours: 3, "europe"), Pattern("docs-man*", hours: 4),
            Pattern("docs-manuals", hours: 5), OfBox(hours: 6), Pattern("legal-*", hours: 7), Pattern("docs-manuals", hours: 8, "asia"),
        ];
        var left = rules.ToList();
        foreach (var hours in new[] { 6, 5, 4, 3, 2, 1 })
        {
            Book([.. left]).GoalOf("europe", Manuals).MaxAge.ShouldBe(TimeSpan.FromHours(hours));
            Book([.. Enumerable.Reverse(left)]).GoalOf("europe", Manuals).MaxAge.ShouldBe(TimeSpan.FromHours(hours), "in whatever order");
            left.RemoveAll(rule => rule.Goal!.MaxAge == TimeSpan.FromHours(hours));
        }

        Book(rules).GoalOf("asia", Manuals).MaxAge.ShouldBe(TimeSpan.FromHours(8));
        Book(rules).GoalOf("europe", Manuals with { Id = "kb-anew" }).MaxAge.ShouldBe(TimeSpan.FromHours(5), "another box, the same slug");
    }

    [Fact]
    public void Goal_ThatWasRemoved_CountsNoMore()
    {
        var rule = Pattern("docs-*", hours: 2);
        Book(rule, rule with { Id = Guid.NewGuid(), Kind = OperationKind.ClearGoal }).GoalOf("europe", Manuals).Rule.ShouldBeNull();
    }

    /// <summary>Every weekday at 07:00 in Paris, which is 06:00 UTC in winter.</summary>
    [Theory]
    [InlineData("2026-03-02T05:59", "2026-02-26T06:00", "2026-02-27T06:00", "a Monday before seven: Friday's needs one since Thursday's")]
    [InlineData("2026-03-02T06:00", "2026-02-27T06:00", "2026-02-27T06:00", "Monday's needs one since Friday's, the weekend counts")]
    [InlineData("2026-03-03T01:30", "2026-02-27T06:00", "2026-03-02T06:00", "in the last fifth before Tuesday's, it is due soon")]
    [InlineData("2026-03-30T05:00", "2026-03-27T06:00", "2026-03-27T06:00", "after the clocks went forward, seven is 05:00 UTC")]
    public void Deadline_AsksForABackup_SinceTheDeadlineBefore(string now, string lateBefore, string dueSoonBefore, string why)
    {
        var moment = Utc(now);
        var goal = Book(moment, Deadline("0 7 * * 1-5", "Europe/Paris")).GoalOf("europe", Manuals);
        (moment - goal.MaxAge).ShouldBe(Utc(lateBefore), why);
        (moment - goal.DueSoonAfter).ShouldBe(Utc(dueSoonBefore), why);
    }

    [Theory]
    [InlineData("0 7 * * *", "Mars/Olympus")]
    [InlineData("at seven", "Europe/Paris")]
    public void Deadline_NotUnderstood_JudgesNothing(string cron, string zone)
    {
        var goal = Book(Deadline(cron, zone)).GoalOf("europe", Manuals);
        goal.Problem.ShouldNotBeNull().ShouldContain(zone);
        var snapshot = A.Snapshot() with { KnowledgeBoxes = new KnowledgeBoxSet([Manuals]) };
        var book = Book(Deadline(cron, zone));
        var box = Judged(snapshot, book).ShouldHaveSingleItem();
        (box.Verdict, VerdictView.Reason(box)).ShouldBe((Verdict.Unknown, goal.Problem));
    }

    [Fact]
    public void Exemption_Ends_ByItself()
    {
        var exemption = Exempt("docs-*", Now.AddHours(1));
        Book(exemption).ExemptionOf("asia", Manuals).ShouldBe(exemption);
        Book(Now.AddHours(1), exemption).ExemptionOf("asia", Manuals).ShouldBeNull();
        Book(exemption, exemption with { Id = Guid.NewGuid(), Kind = OperationKind.EndExemption }).ExemptionOf("asia", Manuals)
            .ShouldBeNull();
        Book(Exempt("legal-*", Now.AddHours(1))).ExemptionOf("asia", Manuals).ShouldBeNull();
    }

    [Fact]
    public void ExemptBox_IsNotCounted()
    {
        var snapshot = A.Snapshot() with { KnowledgeBoxes = new KnowledgeBoxSet([Manuals]) };
        var book = Book(Exempt("docs-*", Now.AddHours(1)));
        var report = new CoverageReport([.. Judged(snapshot, book)]);
        (report.Boxes.Single().Verdict, report.Judged).ShouldBe((Verdict.Exempt, 0));
        VerdictView.Summary(report).ShouldBe("Every knowledge box is exempt.");
        VerdictView.Reason(report.Boxes.Single()).ShouldBe(
            $"Exempted by Ada. Until Mon 2 Mar 2026, {Now.AddHours(1):HH:mm} UTC: It is a copy.");
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse($"{text}Z", System.Globalization.CultureInfo.InvariantCulture);

    private static GoalBook Book(params Operation[] rules) => Book(Now, rules);

    private static GoalBook Book(DateTimeOffset now, params Operation[] rules) =>
        GoalBook.At(now, rules.Aggregate(JournalSnapshot.Empty, (journal, rule) => journal.With(rule)), Options);

    private static Operation Pattern(string pattern, int hours, string zone = BoxScope.EveryZone) =>
        Rule(OperationKind.SetGoal, new BoxScope(zone, null, pattern)) with { Goal = new(TimeSpan.FromHours(hours)) };

    private static Operation OfBox(int hours) =>
        Rule(OperationKind.SetGoal, new BoxScope("europe", Manuals.Id, Manuals.Slug)) with { Goal = new(TimeSpan.FromHours(hours)) };

    private static Operation Deadline(string cron, string zone) =>
        Rule(OperationKind.SetGoal, new BoxScope(BoxScope.EveryZone, null, "*")) with { Goal = new(null, cron, zone) };

    private static Operation Exempt(string pattern, DateTimeOffset until) =>
        Rule(OperationKind.Exempt, new BoxScope(BoxScope.EveryZone, null, pattern)) with { ExemptUntil = until, Reason = "It is a copy." };

    private static IEnumerable<BoxCoverage> Judged(ZoneSnapshot zone, GoalBook book) =>
        CoverageRules.Of(zone, JournalSnapshot.Empty, book, (_, _) => null, TimeSpan.FromMinutes(2), Now);

    private static Operation Rule(OperationKind kind, BoxScope scope) =>
        A.Operation(kind, scope.Target("rule"), OperationState.Succeeded) with
        {
            Zone = scope.Zone,
            KnowledgeBoxId = scope.KnowledgeBoxId ?? "",
            KnowledgeBoxSlug = scope.Slug,
            BackupId = null,
        };
}
