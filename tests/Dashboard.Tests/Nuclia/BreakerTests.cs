using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

public sealed class BreakerTests
{
    private const string Backups = $"GET {NucliaHarness.BackupsPath}";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DeadZone_ManyReads_OpensItsBreakerAlone()
    {
        await using var healthy = await StartAsync();
        await using var dead = await StartAsync();
        healthy.On(Backups, Json("[]"));
        dead.On(Backups, Answer(503, """{"detail":"no upstream"}"""));
        await using var nuclia = new NucliaHarness(healthy.Address);
        var zone = NucliaHarness.ZoneAt(dead.Address);

        for (var i = 0; i < 5; i++) await nuclia.Reader.ListBackupsAsync(zone, Ct);
        var calls = dead.Calls(Backups);
        var error = (await nuclia.Reader.ListBackupsAsync(zone, Ct)).Error.ShouldNotBeNull();

        calls.ShouldBe(6, "two calls of three attempts each open it");
        dead.Calls(Backups).ShouldBe(calls);
        (error.Kind, error.Status, error.RetryAt).ShouldBe((NucliaErrorKind.Unavailable, 503, nuclia.Time.GetUtcNow().AddSeconds(15)));
        error.Detail.ShouldBe("Not asked, since it failed repeatedly: no upstream");
        (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(healthy.Address, "other"), Ct)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task ZoneThatRecovers_AfterTheBreak_IsReadAgain()
    {
        await using var server = await StartAsync();
        await using var zone = await StartAsync();
        zone.On(Backups, Answer(503, "{}"));
        await using var nuclia = new NucliaHarness(server.Address);

        for (var i = 0; i < 3; i++) await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(zone.Address), Ct);
        zone.On(Backups, Json("[]"));
        nuclia.Time.Advance(TimeSpan.FromSeconds(15));

        (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(zone.Address), Ct)).IsSuccess.ShouldBeTrue();
        nuclia.Logs.All.ShouldContain("answers again");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(429)]
    public async Task Refusals_ManyReads_KeepTheBreakerClosed(int status)
    {
        await using var server = await StartAsync();
        server.On(Backups, Answer(status, """{"detail":"no"}"""));
        await using var nuclia = new NucliaHarness(server.Address);

        for (var i = 0; i < 20; i++) await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct);

        server.Calls(Backups).ShouldBe(20, "neither retried nor withheld");
    }

    [Fact]
    public async Task OpenBreaker_Command_IsSentAllTheSame()
    {
        await using var server = await StartAsync();
        await using var zone = await StartAsync();
        zone.On(Backups, Answer(503, "{}"));
        zone.On($"POST {NucliaHarness.BackupsPath}", Answer(201, """{"id":"b1"}"""));
        await using var nuclia = new NucliaHarness(server.Address);

        for (var i = 0; i < 3; i++) await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(zone.Address), Ct);

        (await nuclia.Commands.CreateBackupAsync(NucliaHarness.ZoneAt(zone.Address), "k1", Ct)).Value.ShouldBe("b1");
    }

    [Fact]
    public async Task TransientTrouble_Read_IsOvercome()
    {
        await using var server = await StartAsync();
        server.On(Backups, Answer(512), Answer(408), Json("[]"));
        await using var nuclia = new NucliaHarness(server.Address);

        (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task MoreReadsThanFit_OneZone_AreRefusedOnOurSide()
    {
        await using var server = await StartAsync();
        await using var zone = await StartAsync();
        var gate = new TaskCompletionSource();
        zone.On(Backups, async context =>
        {
            await gate.Task;
            await Json("[]")(context);
        });
        server.On(Backups, Json("[]"));
        await using var nuclia = new NucliaHarness(server.Address);
        await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address, "other"), Ct);

        var all = Enumerable.Range(0, 209).Select(_ => nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(zone.Address), Ct)).ToList();
        var refused = await await Task.WhenAny(all);
        var elsewhere = await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address, "other"), Ct);
        var atOnce = zone.Calls(Backups);
        gate.SetResult();

        refused.Error!.Kind.ShouldBe(NucliaErrorKind.RateLimited);
        elsewhere.IsSuccess.ShouldBeTrue("the limit is the zone's own");
        atOnce.ShouldBeLessThanOrEqualTo(8);
        (await Task.WhenAll(all)).Count(result => result.IsSuccess).ShouldBe(208);
    }
}
