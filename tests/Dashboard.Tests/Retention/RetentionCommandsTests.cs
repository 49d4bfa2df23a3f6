using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Retention;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Retention;

/// <summary>Who may set which rule, and what is refused.</summary>
public sealed class RetentionCommandsTests() : RetentionTest(TimeSpan.FromMinutes(10))
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "no name", "Give it a name. Nothing was changed." },
        { "nothing kept", "Say how many are kept: at least one of the numbers is above 0. Nothing was changed." },
        { "too many", "Each number is between 0 and 1000. Nothing was changed." },
        { "too young", "The minimum age is between 1 hour and 366 days. Nothing was changed." },
        { "no zone", "'Mars/Olympus' is not a known time zone. Example: Europe/Paris. Nothing was changed." },
        { "no boxes", "Choose the knowledge boxes that it is about. Nothing was changed." },
        { "no schedule", "Choose the schedule whose backups it is about. Nothing was changed." },
        { "a schedule that is gone", "There is no such schedule." },
        { "a pattern that is none", "'do[cs' is not a slug pattern: " },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task WhatCannotBeARule_IsRefusedInWords(string what, string refusal)
    {
        var rule = OfDocs();
        var terms = rule.Terms;
        rule = what switch
        {
            "no name" => rule with { Name = " " },
            "nothing kept" => rule with { Terms = terms with { Keep = default } },
            "too many" => rule with { Terms = terms with { Keep = new() { Daily = 1001 } } },
            "too young" => rule with { Terms = terms with { MinimumAge = TimeSpan.Zero } },
            "no zone" => rule with { Terms = terms with { TimeZone = "Mars/Olympus" } },
            "no boxes" => rule with { Terms = terms with { Boxes = [] } },
            "no schedule" => rule with { Terms = terms with { Scope = RetentionScope.Schedule } },
            "a schedule that is gone" => rule with
            {
                Terms = terms with { Scope = RetentionScope.Schedule, ScheduleId = Guid.NewGuid() },
            },
            _ => rule with { Terms = terms with { Boxes = [new BoxScope("europe", null, "do[cs")] } },
        };
        var result = await Commands.SetAsync(Person, rule, null, Ct);
        result.Problem!.Text.ShouldStartWith(refusal);
        Console.Journal.Current.RetentionRules.ShouldBeEmpty();
    }

    [Fact]
    public async Task MemberOfATeam_MakesRulesForItsBoxesAlone()
    {
        Person = A.Person(A.Docs);
        await SetAsync(OfDocs("Ours", "Docs") with { Terms = OfDocs().Terms with { Boxes = [new BoxScope("europe", null, "docs-*")] } });
        (await Commands.SetAsync(Person, OfDocs("All", "Docs"), null, Ct)).Problem!.Text.ShouldBe(
            "The team 'Docs' may not delete backups of every knowledge box that 'docs*' may match. Nothing was changed.");
        (await Commands.SetAsync(Person, OfDocs("Theirs", "Operators"), null, Ct)).Problem!.Kind.ShouldBe(ProblemKind.NotAllowed);
        (await Commands.SetAsync(Person, OfDocs("No one's", team: null), null, Ct)).Problem!.Kind.ShouldBe(ProblemKind.NotAllowed);
        (await Commands.SetAsync(A.Person(A.Auditor), OfDocs("Mine", "Auditors"), null, Ct)).Problem!.Kind.ShouldBe(ProblemKind.NotAllowed);
    }

    [Fact]
    public async Task TwoOfOneName_OrTwoChangesAtOnce_AreOne()
    {
        var rule = await SetAsync(OfDocs());
        (await Commands.SetAsync(Person, OfDocs("standard"), null, Ct)).Problem!.Kind.ShouldBe(ProblemKind.NameTaken);
        var seen = Console.Journal.Current.RetentionOf(rule.Id)!.Id;
        await SetAsync(rule with { Name = "Other" }, seen);
        (await Commands.SetAsync(Person, rule with { Name = "Third" }, seen, Ct)).Problem.ShouldBe(new RuleProblems.RetentionChanged());
    }

    [Fact]
    public async Task Arming_NeedsThePlanThatWasSeen()
    {
        var rule = await SetAsync(OfDocs());
        var seen = PlanOf(rule.Id).Hash;
        Europe.Remove("b5");
        await Console.RecordedPollAsync();
        (await Commands.ArmAsync(Person, rule.Id, seen, Ct)).Problem.ShouldBe(RuleProblems.PlanChanged);
        (await Commands.ArmAsync(Person, rule.Id, PlanOf(rule.Id).Hash, Ct)).Problem.ShouldBeNull();
        (await Commands.ArmAsync(Person, rule.Id, PlanOf(rule.Id).Hash, Ct)).Problem.ShouldBe(RuleProblems.AlreadyArmed);
        (await Commands.ReleaseAsync(Person, rule.Id, PlanOf(rule.Id).Hash, Ct)).Problem.ShouldBe(RuleProblems.NotBraked);
        (await Commands.PauseAsync(Person, rule.Id, Console.Clock.GetUtcNow(), Ct)).Problem!.Kind.ShouldBe(ProblemKind.RuleInvalid);
        (await Commands.ResumeAsync(Person, rule.Id, Ct)).Problem.ShouldBe(RuleProblems.NotPaused);
    }

    [Fact]
    public async Task EveryChange_IsToldAsADifference()
    {
        var rule = await ArmAsync(OfDocs());
        var seen = Console.Journal.Current.RetentionOf(rule.Id)!;
        RetentionWords.Change(seen.RetentionBefore, seen.Retention!).ShouldBe(
            "Deletes: yes, before: no, it only shows what it would delete; Released: a plan that deletes 3 backups, before: none.");
        await SetAsync(rule with { Terms = rule.Terms with { Keep = new() { Last = 3, Monthly = 12 } } }, seen.Id);
        var changed = Console.Journal.Current.RetentionOf(rule.Id)!;
        RetentionWords.Change(changed.RetentionBefore, changed.Retention!).ShouldStartWith(
            "Keeps: Keeps the last 3 and 12 monthly, before: Keeps the last 2; Alone from: 2026-03-03 ");

        // Back to what it was: nothing is changing any longer.
        await SetAsync(rule, changed.Id);
        Console.Journal.Current.RetentionOf(rule.Id)!.Retention!.Before.ShouldBeNull();
    }

    [Fact]
    public async Task Deleted_ItDeletesNothing_AndItsBackupsStay()
    {
        var rule = await ArmAsync(OfDocs(last: 5));
        (await Commands.DeleteAsync(Person, rule.Id, Ct)).Problem.ShouldBeNull();
        Europe.With(A.Backup("b0", "docs", TestClock.Origin.AddHours(-1)));
        await SettleAsync();
        Deletions.ShouldBeEmpty();
        (await Commands.DeleteAsync(Person, rule.Id, Ct)).Problem.ShouldBe(RuleProblems.NoRetention);
    }
}
