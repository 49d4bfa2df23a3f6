using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Activities;

/// <summary>Every course that an operation can take, in words.</summary>
public sealed class StoryTests
{
    private static readonly Decision Word = new(new Actor("oid-2", "Grace"), TestClock.Origin, "I looked");
    private static readonly OperationProblem Doubt = new(ProblemKind.OutcomeUnknown, "No answer.");

    private static readonly Operation Start = A.Operation();
    private static readonly Operation Delete = A.Operation(OperationKind.Delete);
    private static readonly Operation Restore = A.Operation(OperationKind.Restore);

    [Fact]
    public void Start_Accepted_IsTold() => Titles(Start, Sent(Start) with { CountersBefore = A.Counters }, Done(Start, "b2")).ShouldBe(
        ["Requested by Ada", "Sent (attempt 1): The box held 120 resources and about 3,400 paragraphs just "
            + "before.", "Accepted by the cloud: Its id there is b2"]);

    [Fact]
    public void Delete_WithGraceAcceptedAndProved_IsTold()
    {
        var due = TestClock.Origin.AddMinutes(10);
        var scheduled = Delete with { DueAt = due };
        var sent = Sent(Delete);
        Titles(scheduled, sent, sent with { AcceptedAt = TestClock.Origin }, Done(sent with { AcceptedAt = TestClock.Origin }, "b1"))
            .ShouldBe(
        [
            "Requested by Ada: Nothing is sent during the grace period.", "Sent (attempt 1)",
            "Accepted by the cloud: Checking whether the backup is gone: only that counts.",
            "Confirmed by looking: The backup is no longer listed.",
        ]);
        Lines(scheduled).Single().Due.ShouldBe(due);
    }

    [Fact]
    public void Delete_OfWhatTheCloudDoesNotKnow_SaysThatItWasGone() =>
        Last(Delete, Sent(Delete), Done(Sent(Delete), "b1"))
            .ShouldBe("It was gone already: The cloud knows no such backup: there was nothing left to delete.");

    [Fact]
    public void Delete_AcceptedButStillListed_IsNotConfirmed() =>
        Last(Delete, Sent(Delete), Ended(Delete, OperationState.Failed, new(ProblemKind.NotConfirmed, "Still there.")))
            .ShouldBe("Not confirmed: Still there.");

    [Fact]
    public void Scheduled_Undone_NamesWho() =>
        Last(Delete, Delete with { State = OperationState.Cancelled, Decision = Word }).ShouldBe("Undone by Grace: Nothing was sent.");

    [Fact]
    public void Delete_WhoseUndoWasNotOnOffer_SaysWhyAndUntilWhen()
    {
        var due = TestClock.Origin.AddMinutes(20);
        var prolonged = Delete with { DueAt = due, Problem = new(ProblemKind.UndoProlonged, "Nobody was there.") };
        var line = Lines(Delete with { DueAt = TestClock.Origin }, prolonged)[^1];
        Text(line).ShouldBe("The time to undo is prolonged: Nobody was there.");
        line.Due.ShouldBe(due);
    }

    [Fact]
    public void Delete_OfAnOlderDatabase_IsHeldAndReleased()
    {
        var held = Delete with { Problem = new(ProblemKind.DatabaseOlder, "Older.") };
        var released = Delete with { DueAt = TestClock.Origin.AddMinutes(20), Decision = Word };
        Titles(Delete, held, released)[1..].ShouldBe(["Held: Older.", "Released by Grace: It can be undone until it is sent."]);
    }

    [Fact]
    public void Restore_WaitingForItsTurn_TellsEveryAttempt()
    {
        var waiting = Sent(Restore) with
        {
            State = OperationState.Scheduled,
            Problem = new(ProblemKind.BeingCreated, "One at a time."),
            DueAt = TestClock.Origin.AddSeconds(5)
        };
        var lines = Lines(Restore, Sent(Restore), waiting, Sent(Restore) with { Attempts = 2 }, Done(Restore, "box-1"));
        lines.Select(Text).ShouldBe(
            ["Requested by Ada", "Sent (attempt 1)", "Waiting for the next attempt: One at a time.", "Sent (attempt 2)",
                "Accepted by the cloud: Its id there is box-1"]);
        lines[2].Due.ShouldBe(TestClock.Origin.AddSeconds(5));
    }

    [Theory]
    [InlineData(OperationKind.Start, "Adopted by looking: A backup of this box that began after the request was found: x1")]
    [InlineData(OperationKind.Restore, "Adopted by looking: A knowledge box with the slug and the title that were requested was found: x1")]
    [InlineData(OperationKind.Delete, "Confirmed by looking: The backup is no longer listed.")]
    public void Unknown_FoundByLooking_SaysWhatWasFound(OperationKind kind, string expected)
    {
        var operation = A.Operation(kind);
        Titles(operation, Sent(operation), Unknown(operation), Done(operation, "x1"))[^2..]
            .ShouldBe(["The outcome is unknown: No answer.", expected]);
    }

    [Fact]
    public void Unknown_ForAnotherReason_IsStillUnknownSinceTheFirst()
    {
        (DateTimeOffset, Operation)[] events = Events(
            Start, Sent(Start), Unknown(Start), Unknown(Start) with { Problem = new(ProblemKind.OutcomeUnknown, "Two candidates.") });
        Text(Story.Of(events)[^1]).ShouldBe("Still unknown: Two candidates.");
        Story.UnknownSince(events).ShouldBe(TestClock.Origin.AddMinutes(2));
        Story.UnknownSince(events[..2]).ShouldBeNull();
        Story.UnknownSince([]).ShouldBeNull();
    }

    [Fact]
    public void Unknown_NotApplied_Failed() =>
        Last(Start, Unknown(Start), Ended(Start, OperationState.Failed, new(ProblemKind.NotApplied, "Not there.")))
            .ShouldBe("Failed: Not there.");

    [Fact]
    public void Unknown_TreatedAsFailed_NamesWhoAndWhy() => Last(
        Start, Unknown(Start), Ended(Start, OperationState.Failed, new(ProblemKind.TreatedAsFailed, "…")) with { Decision = Word })
        .ShouldBe("Treated as failed by Grace: I looked");

    [Fact]
    public void Refused_BeforeAndAfterTheCall_AreToldApart()
    {
        var refused = Ended(Restore, OperationState.Rejected, new(ProblemKind.SlugTaken, "Taken."));
        Last(Restore, refused).ShouldBe("Refused before anything was sent: Taken.");
        Last(Restore, Sent(Restore), refused).ShouldBe("Refused by the cloud: Taken.");
    }

    [Fact]
    public void Content_FoundOrDeclaredComplete_IsToldApart()
    {
        var confirmed = Done(Restore, "box-1") with { ConfirmedAt = TestClock.Origin };
        Last(Restore, Done(Restore, "box-1"), confirmed)
            .ShouldBe("No more content is expected: What was counted is on the page of the restore.");
        Last(Restore, Done(Restore, "box-1"), confirmed with { Decision = Word }).ShouldBe("Content declared complete by Grace: I looked");
    }

    [Fact]
    public void Pins_AreOneLineEach()
    {
        Last(A.Operation(OperationKind.Pin, state: OperationState.Succeeded) with { Reason = "Audit 2026" })
            .ShouldBe("Pinned by Ada: Audit 2026");
        Last(A.Operation(OperationKind.Unpin, state: OperationState.Succeeded)).ShouldBe("Unpinned by Ada");
    }

    [Fact]
    public void AnythingElse_IsToldAllTheSame() => Last(Start, Start with { CorrelationId = "other" }).ShouldBe("Recorded again");

    [Fact]
    public void Bundle_OfAnOperation_HasItsStoryAndItsFacts()
    {
        var bundle = SupportBundle.Of(Done(Start, "b2"), Lines(Start, Sent(Start), Done(Start, "b2")));
        bundle.ShouldContain($"operation {Start.Id}");
        bundle.ShouldContain("2026-03-02T09:01:00.0000000Z Sent (attempt 1)");
        bundle.ShouldContain("\"upstreamId\": \"b2\"");
        bundle.ShouldContain("\"state\": \"succeeded\"");
    }

    private static Operation Sent(Operation operation) =>
        operation with { State = OperationState.Sent, Attempts = 1, SentAt = TestClock.Origin };

    private static Operation Unknown(Operation operation) =>
        operation with { State = OperationState.Unknown, Attempts = 1, Problem = Doubt };

    private static Operation Done(Operation operation, string upstream) =>
        operation with { State = OperationState.Succeeded, Attempts = 1, UpstreamId = upstream };

    private static Operation Ended(Operation operation, OperationState state, OperationProblem problem) =>
        operation with { State = state, Problem = problem };

    private static (DateTimeOffset, Operation)[] Events(params Operation[] operations) =>
        [.. operations.Select((operation, index) => (TestClock.Origin.AddMinutes(index), operation))];

    private static IReadOnlyList<StoryLine> Lines(params Operation[] operations) => Story.Of(Events(operations));

    private static string[] Titles(params Operation[] operations) => [.. Lines(operations).Select(Text)];

    private static string Last(params Operation[] operations) => Titles(operations)[^1];

    private static string Text(StoryLine line) => line.Text == "" ? line.Title : $"{line.Title}: {line.Text}";
}
