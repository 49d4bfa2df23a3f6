using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Activities;

public sealed class ActivityWordsTests
{
    private static readonly Decision Word = new(new Actor("oid-2", "Grace"), TestClock.Origin, "I looked");

    public static TheoryData<string, Operation> Outcomes => new()
    {
        { "Undone by Grace.", A.Operation(OperationKind.Delete, state: OperationState.Cancelled) with { Decision = Word } },
        { "No.", A.Operation(state: OperationState.Rejected) with { Problem = new(ProblemKind.Refused, "No.") } },
        { "Not sent yet.", A.Operation(OperationKind.Delete) with { DueAt = TestClock.Origin } },
        { "Next in line.", A.Operation() },
        { "Waiting for the cloud's answer.", A.Operation(state: OperationState.Sent) },
        { "Accepted; checking whether the backup is gone.",
            A.Operation(OperationKind.Delete, state: OperationState.Sent) with { AcceptedAt = TestClock.Origin } },
        { "Accepted by the cloud.", A.Operation(state: OperationState.Succeeded) },
        { "The backup is no longer listed.", A.Operation(OperationKind.Delete, state: OperationState.Succeeded) },
        { "Accepted; content is arriving.", A.Operation(OperationKind.Restore, state: OperationState.Succeeded) },
        { "No more content is expected.",
            A.Operation(OperationKind.Restore, state: OperationState.Succeeded) with { ConfirmedAt = TestClock.Origin } },
        {
            "Grace says that its content is complete: I looked",
            A.Operation(OperationKind.Restore, state: OperationState.Succeeded) with { ConfirmedAt = TestClock.Origin, Decision = Word }
        },
        { "Audit 2026", A.Operation(OperationKind.Pin, state: OperationState.Succeeded) with { Reason = "Audit 2026" } },
        { "", A.Operation(OperationKind.Unpin, state: OperationState.Succeeded) },
    };

    [Theory]
    [MemberData(nameof(Outcomes), DisableDiscoveryEnumeration = true)]
    public void Outcome_OfEveryEnd_IsASentence(string expected, Operation operation) => ActivityWords.Outcome(operation).ShouldBe(expected);

    [Fact]
    public void States_AreToldApartByWordAndIcon()
    {
        var views = Enum.GetValues<OperationState>().Select(OperationStateView.Of).ToList();
        views.Select(view => view.Text).ShouldBeUnique();
        views.Select(view => view.Icon).ShouldBeUnique();
        views.ShouldAllBe(view => view.Explanation != "");
    }

    [Fact]
    public void Kinds_AreToldApart() => Enum.GetValues<OperationKind>().Select(ActivityWords.Of).ShouldBeUnique();

    [Fact]
    public void Namesakes_AreToldApartByTheirIds()
    {
        var choices = new ActivityChoices(new Dictionary<string, string> { ["1"] = "Ada", ["2"] = "Ada", ["3"] = "Grace" }, []);
        choices.People.Select(choices.NameOf).ShouldBe(["Ada (1)", "Ada (2)", "Grace"]);
        choices.NameOf("4").ShouldBe("4");
    }
}
