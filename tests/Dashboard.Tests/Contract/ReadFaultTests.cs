using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Contract;

/// <summary>Every read under every fault: a result of the right kind, after as many calls as it is worth.</summary>
public sealed class ReadFaultTests(ContractCloud cloud) : IClassFixture<ContractCloud>
{
    private static readonly Dictionary<string, Func<INucliaReader, Zone, string, Task<NucliaError?>>> Reads = new()
    {
        ["account"] = async (reader, _, _) => (await reader.GetAccountAsync(Ct)).Error,
        ["zones"] = async (reader, _, _) => (await reader.ListZonesAsync(Ct)).Error,
        ["list"] = async (reader, zone, _) => (await reader.ListBackupsAsync(zone, Ct)).Error,
        ["kbs"] = async (reader, zone, _) => (await reader.ListKnowledgeBoxesAsync(zone, KnowledgeBoxMode.Kb, Ct)).Error,
        ["counters"] = async (reader, zone, box) => (await reader.GetCountersAsync(zone, box, Ct)).Error,
        ["catalog"] = async (reader, zone, box) => (await reader.CountModifiedAsync(zone, box, TestClock.Origin, Ct)).Error,
    };

    public static TheoryData<string, string> Cells => [.. FaultCases.With(Reads.Keys)];

    public static TheoryData<string> Operations => [.. Reads.Keys];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Cells))]
    public async Task Fault_Read_HasItsKindAndIsRetriedOnlyWhereThatHelps(string operation, string fault)
    {
        var expected = FaultCases.All[fault];
        await cloud.CalmAsync();
        await cloud.FaultAsync(expected.Order(operation));
        await using var nuclia = cloud.Client(("ReadTimeout", "00:00:40"));

        var asking = Reads[operation](nuclia.Reader, cloud.Zone(), cloud.BoxId);
        for (var attempt = 1; expected.Stalls && attempt <= 3; attempt++)
        {
            await cloud.HitAsync(attempt, TestContext.Current.CancellationToken);
            nuclia.Time.Advance(nuclia.Options.AttemptTimeout);
        }

        var error = (await asking).ShouldNotBeNull();
        error.Kind.ShouldBe(expected.Kind, error.Detail);
        error.Detail.ShouldNotBeNullOrWhiteSpace();
        (await cloud.CallsAsync(operation)).ShouldBe(expected.Retried ? 3 : 1);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task TroubleThatPasses_Read_IsOvercome(string operation)
    {
        await cloud.CalmAsync();
        await cloud.FaultAsync(new { operation, kind = "html", times = 1 });
        await cloud.FaultAsync(new { operation, kind = "reset", times = 1 });
        await using var nuclia = cloud.Client();

        (await Reads[operation](nuclia.Reader, cloud.Zone(), cloud.BoxId)).ShouldBeNull();
        (await cloud.CallsAsync(operation)).ShouldBe(3);
    }

    [Fact]
    public async Task RateLimitOfTheCloud_Read_IsWaitedOut()
    {
        await cloud.CalmAsync();
        await using var nuclia = cloud.Client();
        // The cloud says until when by its own clock, so for once both must show the same.
        var now = new[] { cloud.Sandbox.Time.GetUtcNow(), nuclia.Time.GetUtcNow() }.Max();
        cloud.Sandbox.Time.SetUtcNow(now);
        nuclia.Time.SetUtcNow(now);
        await cloud.FaultAsync(new { operation = "list", kind = "status", status = 429, times = 1 });

        var list = nuclia.Reader.ListBackupsAsync(cloud.Zone(), Ct);
        await nuclia.Time.TimerAsync(TimeSpan.FromSeconds(5), Ct);
        (await cloud.CallsAsync("list")).ShouldBe(1);
        nuclia.Time.Advance(TimeSpan.FromSeconds(5));

        (await list).IsSuccess.ShouldBeTrue();
        (await cloud.CallsAsync("list")).ShouldBe(2);
    }
}
