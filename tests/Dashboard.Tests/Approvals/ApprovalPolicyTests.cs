using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Approvals;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Approvals;

/// <summary>What the settings ask for, and what is in force.</summary>
public sealed class ApprovalPolicyTests() : ApprovalsTest(("OnlyCompleted", "true"), ("Pinned", "true"))
{
    [Fact]
    public async Task SettingsThatAreGone_StayInForceUntilTwoPeopleHaveApproved()
    {
        await RestartAsync(() => Settings.Clear());
        Console.Journal.Current.ApprovalPolicy.OnlyCompleted.ShouldBeTrue();
        var asked = await AskedAsync();
        asked.Actor.Name.ShouldBe("the settings");
        asked.Approval!.Needed.ShouldBe(2);
        asked.Approval.Facts.ShouldContain(new ApprovalFact("Afterwards", "Nothing takes a second person."));

        (await ApproveAsync(asked.Id)).Problem.ShouldBeNull();
        Find(asked.Id).AwaitsApproval.ShouldBeTrue();
        RefusalOf(await ApproveAsync(asked.Id)).ShouldBe(ProblemKind.TooLate);
        Console.Journal.Current.ApprovalPolicy.IsOn.ShouldBeTrue();
        (await ApproveAsync(asked.Id, Cleo)).Problem.ShouldBeNull();
        Console.Journal.Current.ApprovalPolicy.ShouldBe(ApprovalPolicy.None);
        (await DeleteAsync()).Operation!.Approval.ShouldBeNull();
    }

    [Fact]
    public async Task LessStrictSettings_Rejected_AreNotAskedForAgain()
    {
        await RestartAsync(() => Settings.Remove(("Pinned", "true")));
        var asked = await AskedAsync();
        (await RejectAsync(asked.Id)).Problem.ShouldBeNull();
        await LookAsync();
        await LookAsync();
        Console.Journal.Current.ActiveFor(OperationTarget.Approvals).ShouldBeNull();
        Console.Journal.Current.ApprovalPolicy.Pinned.ShouldBeTrue();
    }

    [Fact]
    public async Task SettingsThatComeBack_WithdrawTheQuestion()
    {
        await RestartAsync(() => Settings.Remove(("Pinned", "true")));
        var asked = await AskedAsync();
        await RestartAsync(() => Settings.Add(("Pinned", "true")));
        await WaitForRunnerAsync();
        Find(asked.Id).ApprovalState.ShouldBe(ApprovalState.Void);
        Console.Journal.Current.ApprovalPolicy.Pinned.ShouldBeTrue();
    }

    [Fact]
    public async Task StricterSettings_AreInForceAtOnceAndSurviveARestart()
    {
        await RestartAsync(() => Settings.Add(("Retention", "true")));
        await FeedReader.UntilAsync(Console.Journal.Subscribe(), journal => journal.ApprovalPolicy.Retention);
        await RestartAsync();
        await WaitForRunnerAsync();
        Console.Journal.Current.ApprovalPolicy.ShouldBe(
            new ApprovalPolicy
            {
                OnlyCompleted = true,
                Pinned = true,
                Retention = true,
                ApproveWithin = TimeSpan.FromDays(7),
                RunWithin = TimeSpan.FromDays(1),
            });
        Console.Journal.Current.Operations.Values.Count(one => one.Kind is OperationKind.SetApprovals).ShouldBe(2);
    }

    [Fact]
    public async Task Pinned_IsUnpinnedAfterApproval()
    {
        var pins = Console.Get<Pins>();
        await pins.PinAsync(Person, "europe", "b1", "The audit", Ct);
        var asked = (await pins.UnpinAsync(Person, "europe", "b1", Ct)).Operation!;
        asked.AwaitsApproval.ShouldBeTrue();
        asked.Approval!.Facts.ShouldContain(new ApprovalFact("Why", "The audit"));
        Console.Journal.Current.PinOf("europe", "b1").ShouldNotBeNull();

        // Still pinned, and nobody can do in two steps what takes a second person.
        RefusalOf(await DeleteAsync()).ShouldBe(ProblemKind.Pinned);
        (await Console.Operations.RestoreAsync(Person, "europe", "b1", new("handbook-2", "Handbook two", []), Ct)).Problem.ShouldBeNull();

        (await ApproveAsync(asked.Id)).Problem.ShouldBeNull();
        Console.Journal.Current.PinOf("europe", "b1").ShouldBeNull();
        await RestartAsync();
        Console.Journal.Current.PinOf("europe", "b1").ShouldBeNull();
    }

    private async Task<Operation> AskedAsync() => (await FeedReader.UntilAsync(
        Console.Journal.Subscribe(), journal => journal.ActiveFor(OperationTarget.Approvals) is not null))
        .ActiveFor(OperationTarget.Approvals)!;
}

/// <summary>Switched on where nobody could approve.</summary>
public sealed class ApproversMissingTests() : ApprovalsTest(("OnlyCompleted", "true"))
{
    // Without waiting for what does not come.
    public override async ValueTask InitializeAsync()
    {
        Console.Sessions.People = [Bo, A.Person(A.Operator)];
        await Console.StartAsync();
        await WaitForRunnerAsync();
    }

    [Fact]
    public async Task OneApprover_IsNotInForceAndSaysWhy_UntilThereAreTwo()
    {
        Console.Journal.Current.ApprovalPolicy.IsOn.ShouldBeFalse();
        Console.Get<ApprovalViews>().Obstacle.ShouldBe(
            "It takes two people with the right 'Approve', and only Bo has signed in here within the last 90 days. "
            + "It is in force as soon as two have.");
        Missing!.EndedAt.ShouldBeNull();
        (await DeleteAsync()).Operation!.Approval.ShouldBeNull();

        // Not both at the same time.
        Console.Sessions.People = [Cleo];
        await LookAsync();
        Console.Journal.Current.ApprovalPolicy.OnlyCompleted.ShouldBeTrue();
        Console.Get<ApprovalViews>().Obstacle.ShouldBeNull();
        Missing!.EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task OneApprover_AndWhatRipens_IsInForce()
    {
        await RestartAsync(() => Settings.Add(("Ripens", "3.00:00:00")));
        Console.Sessions.People = [];
        await LookAsync();
        Console.Journal.Current.ApprovalPolicy.IsOn.ShouldBeTrue();
    }

    private Alarm? Missing => Alarms.Open.GetValueOrDefault(new AlarmKey(AlarmKind.ApproversMissing, "", ""));
}

/// <summary>Many deletions by one person, and the last backup of a box that is gone.</summary>
public sealed class ApprovalReasonTests() : ApprovalsTest(("MostAlone", "3"), ("LastOfGoneBox", "true"))
{
    [Fact]
    public async Task ManyAtOnce_AllTakeASecondPerson()
    {
        await AddAsync(6);
        var batch = await Console.Operations.DeleteAllAsync(Person, "europe", ["n1", "n2", "n3", "n4"], "docs-api", Ct);
        batch.Results.ShouldAllBe(result => result.Operation!.Approval!.Reasons.Contains(ApprovalReason.Many));
    }

    /// <summary>Those that come first do not count against the others.</summary>
    [Fact]
    public async Task AsManyAsOneMay_AtOnce_TakeNobodyElse()
    {
        await AddAsync(6);
        var batch = await Console.Operations.DeleteAllAsync(Person, "europe", ["n1", "n2", "n3"], "docs-api", Ct);
        batch.Results.ShouldAllBe(result => result.Operation!.Approval == null);
    }

    [Fact]
    public async Task ManyAtTheSameMoment_AreNotMoreThanOneMay()
    {
        await AddAsync(10);
        var results = await Task.WhenAll(Enumerable.Range(1, 10).Select(number => DeleteAsync($"n{number}", "docs-api")));
        results.Count(result => result is { IsAccepted: true, Operation.Approval: null }).ShouldBe(3);
    }

    [Fact]
    public async Task ManyOneAfterTheOther_TakeASecondPersonFromTheLimitOn()
    {
        await AddAsync(6);
        for (var number = 1; number <= 3; number++)
            (await DeleteAsync($"n{number}", "docs-api")).Operation!.Approval.ShouldBeNull();
        (await DeleteAsync("n4", "docs-api")).Operation!.Approval!.Reasons.ShouldBe([ApprovalReason.Many]);

        // By person, and for an hour.
        Person = A.Person("Dan", [A.Operator], []);
        (await DeleteAsync("n5", "docs-api")).Operation!.Approval.ShouldBeNull();
        Person = A.Person(A.Operator);
        Console.Clock.Advance(TimeSpan.FromHours(1));
        (await DeleteAsync("n6", "docs-api")).Operation!.Approval.ShouldBeNull();
    }

    [Fact]
    public async Task LastOfABoxThatIsGone_TakesASecondPerson()
    {
        Europe.With(A.Backup("g1", "gone"), A.Backup("g2", "gone", TestClock.Origin.AddHours(-2)));
        await Console.PollAsync();
        (await DeleteAsync("g1", "gone")).Operation!.Approval.ShouldBeNull();
        (await DeleteAsync("g2", "gone")).Operation!.Approval!.Reasons.ShouldBe([ApprovalReason.LastOfGoneBox]);
        (await DeleteAsync()).Operation!.Approval.ShouldBeNull();
    }

    private async Task AddAsync(int count)
    {
        Europe.With([.. Enumerable.Range(1, count).Select(
            number => A.Backup($"n{number}", "docs-api", TestClock.Origin.AddHours(-number)))]);
        await Console.PollAsync();
    }
}
