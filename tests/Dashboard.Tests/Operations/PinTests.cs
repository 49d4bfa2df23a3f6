using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

public sealed class PinTests : OperationsTest
{
    private Pins Pins => Console.Get<Pins>();

    [Fact]
    public async Task Pinned_Delete_IsRefusedWithWhoAndWhy()
    {
        (await PinAsync("  The audit needs it ")).IsAccepted.ShouldBeTrue();
        var refused = await DeleteAsync();
        refused.Problem!.Kind.ShouldBe(ProblemKind.Pinned);
        refused.Problem.Text.ShouldContain("Ada Operator has pinned this backup: The audit needs it.");
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Unpinned_Delete_GoesThroughAndTheJournalKnowsAllThree()
    {
        await PinAsync();
        (await Pins.UnpinAsync(Person, "europe", "b1", RunningConsole.Cancellation)).IsAccepted.ShouldBeTrue();
        (await EndAsync(DeleteAsync())).State.ShouldBe(OperationState.Succeeded);
        Console.Journal.Current.Operations.Values.OrderBy(operation => operation.RequestedAt).Select(operation => operation.Kind)
            .ShouldBe([OperationKind.Pin, OperationKind.Unpin, OperationKind.Delete], ignoreOrder: true);
    }

    [Fact]
    public async Task Pin_Twice_SaysThatItIsPinned()
    {
        await PinAsync();
        RefusalOf(await PinAsync("again")).ShouldBe(ProblemKind.Pinned);
    }

    [Fact]
    public async Task ReasonThatWouldMislead_Pin_IsMadePlain()
    {
        await PinAsync("The\u202E audit\u0000\r\nneeds it");
        (await DeleteAsync()).Problem!.Text.ShouldContain(": The audit needs it.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u202E\u200B")]
    [InlineData("\u3164\u2800\u0301")]
    public async Task Pin_WithoutAReason_IsRefused(string reason) => RefusalOf(await PinAsync(reason)).ShouldBe(ProblemKind.ReasonMissing);

    [Fact]
    public async Task Pin_WhileItIsBeingDeleted_IsRefused()
    {
        Europe.Hold(Ask.Delete);
        var deletion = await DeleteAsync();
        RefusalOf(await PinAsync()).ShouldBe(ProblemKind.AlreadyRequested);
        Europe.Release(Ask.Delete);
        await Console.EndedAsync(deletion);
    }

    [Fact]
    public async Task PinAndUnpin_WithoutTheRightToDelete_AreRefused()
    {
        await PinAsync();
        Person = A.Person(A.Auditor);
        RefusalOf(await PinAsync()).ShouldBe(ProblemKind.NotAllowed);
        RefusalOf(await Pins.UnpinAsync(Person, "europe", "b1", RunningConsole.Cancellation)).ShouldBe(ProblemKind.NotAllowed);
    }

    [Theory]
    [InlineData("europe", "b9")]
    [InlineData("nowhere", "b1")]
    public async Task PinAndUnpin_OfWhatIsNotThere_AreRefused(string zone, string backup)
    {
        RefusalOf(await Pins.PinAsync(Person, zone, backup, "why", RunningConsole.Cancellation)).ShouldBe(ProblemKind.NotFound);
        RefusalOf(await Pins.UnpinAsync(Person, zone, backup, RunningConsole.Cancellation)).ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public async Task Restart_Pinned_StaysPinned()
    {
        using var storage = new TestStorage();
        await using (var console = new RunningConsole(storage))
        {
            console.Nuclia.AddZone("europe").With(A.Backup());
            await console.StartAsync();
            await console.Get<Pins>().PinAsync(Person, "europe", "b1", "why", RunningConsole.Cancellation);
        }

        await using var next = new RunningConsole(storage);
        next.Nuclia.AddZone("europe").With(A.Backup());
        await next.StartAsync();
        next.Journal.Current.PinOf("europe", "b1")!.Reason.ShouldBe("why");
        (
            await next.Operations.DeleteAsync(Person, "europe", "b1", "handbook",
                RunningConsole.Cancellation)).Problem!.Kind.ShouldBe(ProblemKind.Pinned);
    }

    private Task<RequestResult> PinAsync(string reason = "why") =>
        Pins.PinAsync(Person, "europe", "b1", reason, RunningConsole.Cancellation);
}
