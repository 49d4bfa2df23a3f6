using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

public sealed class OutcomeTests
{
    private const OperationState Unknown = OperationState.Unknown;
    private const OperationState Rejected = OperationState.Rejected;
    private const OperationState Succeeded = OperationState.Succeeded;

    /// <summary>What each failure means for a start, a deletion and a restore.</summary>
    private static readonly Dictionary<NucliaErrorKind, (OperationState State, ProblemKind? Problem)[]> Expected = new()
    {
        [NucliaErrorKind.Unauthorized] = Same(Rejected, ProblemKind.Refused),
        [NucliaErrorKind.Forbidden] = Same(Rejected, ProblemKind.Refused),
        [NucliaErrorKind.PaymentRequired] = Same(Rejected, ProblemKind.LimitReached),
        [NucliaErrorKind.NotFound] = [(Rejected, ProblemKind.NotFound), (Unknown, ProblemKind.OutcomeUnknown),
            (Rejected, ProblemKind.NotFound)],
        [NucliaErrorKind.Conflict] = [(Rejected, ProblemKind.Refused), (Rejected, ProblemKind.Refused), (Rejected, ProblemKind.SlugTaken)],
        [NucliaErrorKind.BackupInProgress] = Same(Rejected, ProblemKind.StillInProgress),
        [NucliaErrorKind.KnowledgeBoxBeingCreated] = Same(Rejected, ProblemKind.BeingCreated),
        [NucliaErrorKind.RateLimited] = Same(Rejected, ProblemKind.SlowDown),
        [NucliaErrorKind.Invalid] = Same(Rejected, ProblemKind.Refused),
        [NucliaErrorKind.Unavailable] = Same(Unknown, ProblemKind.OutcomeUnknown),
        [NucliaErrorKind.TimedOut] = Same(Unknown, ProblemKind.OutcomeUnknown),
        [NucliaErrorKind.Unreachable] = Same(Rejected, ProblemKind.ZoneUnreachable),
        [NucliaErrorKind.Broken] = Same(Unknown, ProblemKind.OutcomeUnknown),
        [NucliaErrorKind.Unreadable] = Same(Unknown, ProblemKind.OutcomeUnknown),
        [NucliaErrorKind.TooLarge] = Same(Unknown, ProblemKind.OutcomeUnknown),
        [NucliaErrorKind.AccountChanged] = Same(Rejected, ProblemKind.Refused),
        [NucliaErrorKind.Refused] = Same(Rejected, ProblemKind.Refused),
    };

    public static TheoryData<NucliaErrorKind, OperationKind> Everything => new(
        from error in Enum.GetValues<NucliaErrorKind>()
        from kind in (OperationKind[])[OperationKind.Start, OperationKind.Delete, OperationKind.Restore]
        select (error, kind));

    [Theory]
    [MemberData(nameof(Everything))]
    public void Of_AnyFailure_IsWhatTheTableSays(NucliaErrorKind error, OperationKind kind)
    {
        Expected.ShouldContainKey(error, $"a new kind of failure needs a row that says what it means");
        var (state, problem) = Expected[error][(int)kind];
        var outcome = Outcome.Of(A.Operation(kind), A.Error(error, "Because."));
        outcome.State.ShouldBe(state);
        (outcome.Problem?.Kind).ShouldBe(problem);
    }

    /// <summary>But for a deletion of what the cloud does not find: that it is gone is for looking to say.</summary>
    [Theory]
    [MemberData(nameof(Everything))]
    public void Of_NeverSent_IsNeverInDoubt(NucliaErrorKind error, OperationKind kind) =>
        (Outcome.Of(A.Operation(kind), A.Error(error) with { MayHaveBeenApplied = false }).State is Unknown)
            .ShouldBe(error is NucliaErrorKind.NotFound && kind is OperationKind.Delete);

    [Theory]
    [InlineData(Succeeded, true)]
    [InlineData(Rejected, true)]
    [InlineData(OperationState.Failed, true)]
    [InlineData(Unknown, false)]
    public void ApplyTo_Operation_EndsItUnlessInDoubt(OperationState state, bool ends)
    {
        var operation = new Outcome(state, null, null).ApplyTo(A.Operation() with { DueAt = TestClock.Origin }, TestClock.Origin);
        operation.State.ShouldBe(state);
        operation.DueAt.ShouldBeNull();
        operation.EndedAt.HasValue.ShouldBe(ends);
        operation.IsActive.ShouldBe(!ends);
    }

    private static (OperationState, ProblemKind?)[] Same(OperationState state, ProblemKind problem) =>
        [(state, problem), (state, problem), (state, problem)];
}
