using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>
/// The database can neither be read nor written: whatever would have to be written is refused, in words, and nothing is done.
/// </summary>
[StorageSuite]
public sealed class StorageLostTests : OperationsTest
{
    [Fact]
    public async Task AnyRequest_IsNotWritten()
    {
        Console.Log.ErrorsAreExpected = true;
        var pin = await Console.Get<Pins>().PinAsync(Person, "europe", "b1", "quarter's end", RunningConsole.Cancellation);
        pin.IsAccepted.ShouldBeTrue();
        Console.Storage.Lose();
        RefusalOf(await StartAsync()).ShouldBe(ProblemKind.NotWritten);
        RefusalOf(await RestoreAsync()).ShouldBe(ProblemKind.NotWritten);
        RefusalOf(await Console.Get<Pins>().UnpinAsync(Person, "europe", "b1", RunningConsole.Cancellation))
            .ShouldBe(ProblemKind.NotWritten);

        Console.Storage.Recover();
        (await StartAsync()).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task RequestOfAName_ThatMayHaveBeenMadeBefore_IsNotWritten()
    {
        Console.Log.ErrorsAreExpected = true;
        Console.Storage.Lose();
        var caller = new ProgramCaller(Person, new RequestKey("once", "body"));
        RefusalOf(await Console.Operations.StartAsync(caller, "europe", "kb-handbook", false, RunningConsole.Cancellation))
            .ShouldBe(ProblemKind.NotWritten);
        Console.Storage.Recover();
    }

    [Fact]
    public async Task DecisionAboutAnOldOperation_IsNotWritten()
    {
        Console.Log.ErrorsAreExpected = true;
        Console.Storage.Lose();
        RefusalOf(await Console.Get<OperationDecisions>().CancelAsync(Person, Guid.NewGuid(), RunningConsole.Cancellation))
            .ShouldBe(ProblemKind.NotWritten);
        Console.Storage.Recover();
    }
}
