using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>Several deletions with one confirmation.</summary>
public sealed class BatchTests : OperationsTest
{
    public BatchTests() => Europe.With(A.Box("other"))
        .With(A.Backup("b2"), A.Backup("o1", "other"), A.Running("r1"), A.Running("r2", "other"));

    [Theory]
    [InlineData(null, "r1", "r2")]
    [InlineData("handbook", "b1", "b2", "r2")]
    [InlineData("3", "b1", "o1", "r1")]
    public void Confirmation_OfABatch_IsByWhatItTakesAway(string? expected, params string[] ids) =>
        BackupOperations.ConfirmationOf([.. ids.Select(id => Console.Zone("europe").Current.Backups[id])]).ShouldBe(expected);

    [Fact]
    public async Task Delete_Several_EachHasItsOperationAndOneBatch()
    {
        var batch = await DeleteAllAsync("3", "b1", "o1", "r1");
        var ended = await Task.WhenAll(batch.Results.Select(Console.EndedAsync));
        ended.ShouldAllBe(operation => operation.State == OperationState.Succeeded);
        ended.Select(operation => operation.BatchId).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        Nuclia.Sent.ShouldBe(["delete europe b1", "delete europe o1", "delete europe r1"], ignoreOrder: true);
    }

    [Fact]
    public async Task Delete_OneOfThemIsPinnedAndOneIsGone_TheOthersGoOn()
    {
        await Console.Get<Pins>().PinAsync(Person, "europe", "b1", "why", RunningConsole.Cancellation);
        var batch = await DeleteAllAsync("handbook", "b1", "gone", "b2");
        batch.Results.Select(result => result.Problem?.Kind).ShouldBe([ProblemKind.Pinned, ProblemKind.NotFound, null]);
        (await Console.EndedAsync(batch.Results[2])).State.ShouldBe(OperationState.Succeeded);
        Nuclia.Sent.ShouldBe(["delete europe b2"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2")]
    [InlineData("handbook")]
    public async Task Delete_WrongConfirmation_DeletesNothing(string? typed)
    {
        var batch = await DeleteAllAsync(typed, "b1", "o1", "r1");
        batch.Problem!.Kind.ShouldBe(ProblemKind.ConfirmationMissing);
        Console.Journal.Current.Operations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_MoreThanOneCanRead_IsRefused()
    {
        var batch = await DeleteAllAsync("1", [.. Enumerable.Range(0, BackupOperations.MaximumAtOnce + 1).Select(id => $"x{id}")]);
        batch.Problem!.Text.ShouldContain("At most 500");
    }

    [Fact]
    public async Task Delete_WithoutTheRight_IsRefused()
    {
        Person = A.Person(A.Auditor);
        (await DeleteAllAsync(null, "r1")).Problem!.Kind.ShouldBe(ProblemKind.NotAllowed);
    }

    private Task<BatchResult> DeleteAllAsync(string? typed, params string[] ids) =>
        Console.Operations.DeleteAllAsync(Person, "europe", ids, typed, RunningConsole.Cancellation);
}
