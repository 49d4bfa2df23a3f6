using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

public sealed class JournalTests : JournalTest
{
    [Fact]
    public async Task TryAdd_SameTargetActive_AnswersWithTheActiveOne()
    {
        var first = A.Operation(target: "slug:x");
        (await Journal.TryAddAsync(first, Cancellation)).ShouldBeNull();
        (await Journal.TryAddAsync(A.Operation(target: "slug:x"), Cancellation))!.Id.ShouldBe(first.Id);
        (await Journal.TryAddAsync(A.Operation(target: "slug:y"), Cancellation)).ShouldBeNull();
        Journal.Current.Operations.Count.ShouldBe(2);
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
        await Journal.TryAddAsync(first, Cancellation);
        await Journal.TryUpdateAsync(first.Id, operation => operation with { State = state }, Cancellation);
        ((await Journal.TryAddAsync(A.Operation(), Cancellation)) is null).ShouldBe(isFree);
    }

    [Fact]
    public async Task TryAdd_ManyAtOnce_OneActiveATarget()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(
            () => Journal.TryAddAsync(A.Operation(target: $"box:{number % 4}"), Cancellation))));
        answers.Count(inTheWay => inTheWay is null).ShouldBe(4);
        Journal.Current.Active.Count().ShouldBe(4);
    }

    [Fact]
    public void Snapshot_MoreEndedThanAreHeld_DropsTheOldestAndNothingThatIsNeeded()
    {
        var active = A.Operation(target: "active");
        var arriving = A.Operation(OperationKind.Restore, "slug:x", OperationState.Succeeded, ended: TestClock.Origin.AddYears(-1));
        var snapshot = JournalSnapshot.Empty.With(active).With(arriving);
        const int Many = JournalSnapshot.MaximumEnded * 2;
        for (var number = 0; number < Many; number++)
        {
            snapshot = snapshot.With(A.Operation(
                target: $"target {number}", state: OperationState.Succeeded, ended: TestClock.Origin.AddSeconds(number), id: Id(number)));
        }

        snapshot.Operations.Count.ShouldBeInRange(JournalSnapshot.MaximumEnded + 2, JournalSnapshot.MaximumEnded + 200);
        snapshot.Find(active.Id).ShouldNotBeNull();
        snapshot.Find(arriving.Id).ShouldNotBeNull();
        snapshot.Find(Id(0)).ShouldBeNull();
        snapshot.Find(Id(Many - 1)).ShouldNotBeNull();
    }

    [Fact]
    public async Task RestoreUnderWay_OfABackup_IsFoundInItsZone()
    {
        var restore = A.Operation(OperationKind.Restore, "slug:handbook-restored");
        await Journal.TryAddAsync(restore, Cancellation);
        Journal.Current.RestoreFrom("europe", "b1")!.Id.ShouldBe(restore.Id);
        Journal.Current.RestoreFrom("america", "b1").ShouldBeNull();
        await Journal.TryUpdateAsync(restore.Id, operation => operation with { State = OperationState.Succeeded }, Cancellation);
        Journal.Current.ActiveOn("europe", "b1").ShouldBeNull();
    }

    [Fact]
    public async Task Cancelled_Journal_WritesNothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Should.ThrowAsync<OperationCanceledException>(() => Journal.TryAddAsync(A.Operation(), cancelled));
        Journal.Current.Operations.ShouldBeEmpty();
    }

    private static Guid Id(int number) => new(number, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]);
}
