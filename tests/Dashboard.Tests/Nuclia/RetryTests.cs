using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>How long a read waits before it asks again, and for what it does not wait.</summary>
public sealed class RetryTests
{
    private const string Backups = $"GET {NucliaHarness.BackupsPath}";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BreakerForgetsAfter = TimeSpan.FromSeconds(31);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SameTrouble_WaitsOfManyReads_AreSpread()
    {
        var waits = await WaitsAsync("00:00:01");

        // Whole milliseconds: two of them are the same in a few of a hundred runs.
        waits.Distinct().Count().ShouldBeGreaterThan(waits.Count / 2);
    }

    [Fact]
    public async Task LongRetryDelay_WaitsOfManyReads_AreCapped() =>
        (await WaitsAsync("00:00:05")).ShouldAllBe(wait => wait <= LongestWait);

    [Theory]
    [InlineData("Knowledge Box is currently being created", NucliaErrorKind.KnowledgeBoxBeingCreated)]
    [InlineData("Backup is still in progress. Please wait until it is completed.", NucliaErrorKind.BackupInProgress)]
    public async Task RefusalWith429ThatIsNoRateLimit_Read_IsNotWaitedOut(string text, NucliaErrorKind kind)
    {
        await using var server = await StartAsync();
        server.On(Backups, Answer(429, $$"""{"detail":"{{text}}"}""", headers: ("Retry-After", "1")), Json("[]"));
        await using var nuclia = new NucliaHarness(server.Address);

        (await ListAsync(nuclia, server)).Error!.Kind.ShouldBe(kind);
        server.Calls(Backups).ShouldBe(1);
    }

    [Fact]
    public async Task RateLimitThatOutlastsTheBudget_Read_IsReportedAtOnce()
    {
        await using var server = await StartAsync();
        server.On(Backups, Answer(429, "{}", headers: ("Retry-After", "3")), Json("[]"));
        await using var nuclia = new NucliaHarness(server.Address, ("AttemptTimeout", "00:00:02"), ("ReadTimeout", "00:00:03"));

        (await ListAsync(nuclia, server)).Error!.Kind.ShouldBe(NucliaErrorKind.RateLimited);
        server.Calls(Backups).ShouldBe(1);
    }

    [Fact]
    public async Task RateLimitWithoutAMoment_Read_IsReportedAtOnce()
    {
        await using var server = await StartAsync();
        server.On(Backups, Answer(429, """{"detail":"slow down"}"""), Json("[]"));
        await using var nuclia = new NucliaHarness(server.Address);

        (await ListAsync(nuclia, server)).Error!.Detail.ShouldBe("slow down");
        server.Calls(Backups).ShouldBe(1);
    }

    /// <summary>The first waits of eight reads that meet trouble once.</summary>
    private static async Task<List<TimeSpan>> WaitsAsync(string retryDelay)
    {
        await using var server = await StartAsync();
        await using var nuclia = new NucliaHarness(server.Address, ("RetryDelay", retryDelay));
        var waits = new List<TimeSpan>();
        for (var read = 0; read < 8; read++)
        {
            server.On(Backups, Answer(503, "{}"));
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var list = ListAsync(nuclia, server, enough.Token);
            var wait = nuclia.Time.TimerAsync(wait => wait > TimeSpan.Zero && wait < nuclia.Options.AttemptTimeout, Ct);
            waits.Add(await wait.WaitAsync(TestSignal.Patience, Ct));

            // The wait is all there is to see: no one waits it out.
            await enough.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(list);
            nuclia.Time.Advance(BreakerForgetsAfter);
        }

        return waits;
    }

    // Cancelled in the end, not only left: the pipeline waits for a read even when no one moves the clock that it waits on.
    private static async Task<NucliaResult<Listing<BackupItem>>> ListAsync(
        NucliaHarness nuclia, ScriptedServer server, CancellationToken? cancellationToken = null)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken ?? Ct);
        bound.CancelAfter(TestSignal.Patience);
        return await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), bound.Token);
    }
}
