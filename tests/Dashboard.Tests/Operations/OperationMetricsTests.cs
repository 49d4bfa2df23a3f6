using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

public sealed class OperationMetricsTests : OperationsTest
{
    [Fact]
    public async Task Ended_ByKindAndOutcome_AreCountedInTheDatabase()
    {
        await EndAsync(StartAsync());
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.Forbidden));
        await EndAsync(DeleteAsync());
        await EndAsync(DeleteAsync());

        using var meters = new TestMeters();
        _ = new OperationMetrics(meters, Console.Storage.Contexts, Console.Journal);
        meters.Observe("backup.operations").ShouldBe(
            ["1 kind=start outcome=succeeded", "1 kind=delete outcome=rejected", "1 kind=delete outcome=succeeded"], ignoreOrder: true);
    }

    [Fact]
    public async Task Unknown_IsToldWhileItIs_AndAsZeroBefore()
    {
        using var meters = new TestMeters();
        _ = new OperationMetrics(meters, Console.Storage.Contexts, Console.Journal);
        meters.Observe("backup.operations.active").ShouldBe(["0 state=scheduled", "0 state=sent", "0 state=unknown"]);

        Europe.FailNext(Ask.Create, A.Error(NucliaErrorKind.TimedOut));
        var request = await StartAsync();
        await Console.OperationAsync(request.Operation!.Id, operation => operation.State is OperationState.Unknown);
        meters.Observe("backup.operations.active").ShouldContain("1 state=unknown");
    }
}
