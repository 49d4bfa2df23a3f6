using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Http;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>Silence, drips and rate limits, on a clock that the tests move.</summary>
public sealed class TimeTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SilenceOrDrip_Read_IsTriedThreeTimesAndTimesOut(bool drip)
    {
        await using var server = await StartAsync();
        await using var nuclia = await KnowingTheAccountAsync(server, ("ReadTimeout", "00:00:40"));
        server.On($"GET {NucliaHarness.BackupsPath}", drip ? Drip() : Never);

        var list = nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await server.ArrivalAsync();
            nuclia.Time.Advance(Attempt);
        }

        var error = (await list).Error.ShouldNotBeNull();
        (error.Kind, error.Detail).ShouldBe((NucliaErrorKind.TimedOut, "No complete answer within 10 s."));
        server.Calls($"GET {NucliaHarness.BackupsPath}").ShouldBe(3);
    }

    [Fact]
    public async Task TroubleThenSilenceUntilTheBudgetEnds_Read_ReportsTheTrouble()
    {
        await using var server = await StartAsync();
        await using var nuclia = await KnowingTheAccountAsync(server, ("ReadTimeout", "00:00:10"));
        server.On($"GET {NucliaHarness.BackupsPath}", Answer(503, """{"detail":"maintenance until noon"}"""), Never);

        var list = nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct);
        await server.ArrivalAsync();
        await server.ArrivalAsync();
        nuclia.Time.Advance(Attempt);

        var error = (await list).Error.ShouldNotBeNull();
        (error.Kind, error.Status, error.Detail).ShouldBe((NucliaErrorKind.Unavailable, 503, "maintenance until noon"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SilenceOrDrip_Command_IsSentOnceAndTimesOutAfterItsOwnTime(bool drip)
    {
        await using var server = await StartAsync();
        await using var nuclia = await KnowingTheAccountAsync(server);
        server.On($"POST {NucliaHarness.BackupsPath}", drip ? Drip(201, "{") : Never);

        var create = nuclia.Commands.CreateBackupAsync(NucliaHarness.ZoneAt(server.Address), "k1", Ct);
        await server.ArrivalAsync();
        nuclia.Time.Advance(TimeSpan.FromSeconds(99));
        create.IsCompleted.ShouldBeFalse();
        nuclia.Time.Advance(TimeSpan.FromSeconds(1));

        var error = (await create).Error.ShouldNotBeNull();
        (error.Kind, error.MayHaveBeenApplied).ShouldBe((NucliaErrorKind.TimedOut, true));
        server.Calls($"POST {NucliaHarness.BackupsPath}").ShouldBe(1);
    }

    [Fact]
    public async Task RefusalWhoseReasonDrips_Command_IsStillARefusal()
    {
        await using var server = await StartAsync();
        await using var nuclia = await KnowingTheAccountAsync(server);
        var begun = new TaskCompletionSource();
        server.On($"POST {NucliaHarness.BackupsPath}", async context =>
        {
            context.Response.StatusCode = 422;
            await context.Response.WriteAsync("{\"detail\":", Ct);
            await context.Response.Body.FlushAsync(Ct);
            begun.SetResult();
            await Never(context);
        });

        var create = nuclia.Commands.CreateBackupAsync(NucliaHarness.ZoneAt(server.Address), "k1", Ct);
        await begun.Task;
        await nuclia.Logs.WaitForAsync(": 422 after", Ct);
        nuclia.Time.Advance(TimeSpan.FromSeconds(100));

        var error = (await create).Error.ShouldNotBeNull();
        (error.Kind, error.Status, error.MayHaveBeenApplied).ShouldBe((NucliaErrorKind.Invalid, 422, false));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(10)]
    public async Task LongRateLimit_Read_IsReportedAtOnce(int seconds)
    {
        await using var server = await StartAsync();
        await using var nuclia = await KnowingTheAccountAsync(server);
        server.On($"GET {NucliaHarness.BackupsPath}", Answer(429, "{}", headers: ("Retry-After", $"{seconds}")));

        var error = (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).Error.ShouldNotBeNull();

        (error.Kind, error.RetryAt).ShouldBe((NucliaErrorKind.RateLimited, nuclia.Time.GetUtcNow().AddSeconds(seconds)));
        server.Calls($"GET {NucliaHarness.BackupsPath}").ShouldBe(1);
    }

    [Fact]
    public async Task ShortRateLimit_Read_WaitsItOut()
    {
        await using var server = await StartAsync();
        await using var nuclia = await KnowingTheAccountAsync(server);
        var until = nuclia.Time.GetUtcNow().AddSeconds(3).ToUnixTimeSeconds();
        server.On($"GET {NucliaHarness.BackupsPath}", Answer(429, $$"""{"detail":{"try_after":{{until}}} }"""), Json("[]"));

        var list = nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct);
        await nuclia.Time.TimerAsync(TimeSpan.FromSeconds(3), Ct);
        server.Calls($"GET {NucliaHarness.BackupsPath}").ShouldBe(1);
        nuclia.Time.Advance(TimeSpan.FromSeconds(3));

        (await list).Value.ShouldBeEmpty();
    }

    private static async Task<NucliaHarness> KnowingTheAccountAsync(ScriptedServer server, params (string, string?)[] settings)
    {
        var nuclia = new NucliaHarness(server.Address, settings);
        server.On($"GET {NucliaHarness.BackupsPath}", Json("[]"));
        (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).IsSuccess.ShouldBeTrue();
        await server.ArrivalAsync();
        await server.ArrivalAsync();
        server.Forget();
        return nuclia;
    }
}
