using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;
using CsCheck;

namespace BackupDashboard.Tests.Operations;

public sealed class JournalTests
{
    private readonly Journal _journal = new(new TestClock());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryAdd_SameTargetActive_AnswersWithTheActiveOne()
    {
        var first = A.Operation(target: "slug:x");
        (await _journal.TryAddAsync(first, Cancellation)).ShouldBeNull();
        (await _journal.TryAddAsync(A.Operation(target: "slug:x"), Cancellation))!.Id.ShouldBe(first.Id);
        (await _journal.TryAddAsync(A.Operation(target: "slug:y"), Cancellation)).ShouldBeNull();
        _journal.Current.Operations.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(OperationState.Succeeded, true)]
    [InlineData(OperationState.Rejected, true)]
    [InlineData(OperationState.Failed, true)]
    [InlineData(OperationState.Unknown, false)]
    [InlineData(OperationState.Sent, false)]
    public async Task TryAdd_AfterTheFirst_DependsOnItsState(OperationState state, bool isFree)
    {
        var first = A.Operation();
        await _journal.TryAddAsync(first, Cancellation);
        await _journal.UpdateAsync(first.Id, operation => operation with { State = state }, Cancellation);
        ((await _journal.TryAddAsync(A.Operation(), Cancellation)) is null).ShouldBe(isFree);
    }

    [Fact]
    public void TryAdd_ManyAtOnce_OneActiveATarget() =>
        Gen.Int[0, 3].Array[1, 40].Sample(targets =>
        {
            var journal = new Journal(new TestClock());
            Parallel.ForEach(targets, target => journal.TryAddAsync(A.Operation(target: $"box:{target}"), Cancellation).GetAwaiter().GetResult());
            return journal.Current.Active.Count() == targets.Distinct().Count();
        }, iter: 30);

    [Fact]
    public async Task Ended_MoreThanAreKept_DropsTheOldestAndNoActiveOne()
    {
        var active = A.Operation(target: "active");
        await _journal.TryAddAsync(active, Cancellation);
        for (var number = 0; number <= Journal.MaximumEnded; number++)
        {
            var operation = A.Operation(
                target: $"target {number}", state: OperationState.Succeeded, ended: TestClock.Origin.AddSeconds(number), id: Id(number));
            await _journal.TryAddAsync(operation, Cancellation);
        }

        _journal.Current.Operations.Count.ShouldBeLessThanOrEqualTo(Journal.MaximumEnded + 1);
        _journal.Current.Find(active.Id).ShouldNotBeNull();
        _journal.Current.Find(Id(0)).ShouldBeNull();
        _journal.Current.Find(Id(Journal.MaximumEnded)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ReservedSlugs_OfActiveRestores_AreListed()
    {
        var restore = A.Operation(OperationKind.Restore, "slug:handbook-restored");
        await _journal.TryAddAsync(restore, Cancellation);
        _journal.Current.ReservedSlugs.ShouldBe(["handbook-restored"]);
        _journal.Current.ActiveRestoreFrom("europe", "b1")!.Id.ShouldBe(restore.Id);
        _journal.Current.ActiveRestoreFrom("america", "b1").ShouldBeNull();
        await _journal.UpdateAsync(restore.Id, operation => operation with { State = OperationState.Succeeded }, Cancellation);
        _journal.Current.ReservedSlugs.ShouldBeEmpty();
        _journal.Current.ActiveOn("europe", "b1").ShouldBeNull();
    }

    [Fact]
    public async Task Cancelled_Journal_WritesNothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Should.ThrowAsync<OperationCanceledException>(() => _journal.TryAddAsync(A.Operation(), cancelled));
        _journal.Current.Operations.ShouldBeEmpty();
    }

    private static Guid Id(int number) => new(number, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]);
}
