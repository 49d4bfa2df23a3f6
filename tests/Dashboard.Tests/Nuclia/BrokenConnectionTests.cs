using System.Net;
using System.Net.Sockets;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>Connections that break: a command is on the wire exactly once, a read again and again.</summary>
public sealed class BrokenConnectionTests
{
    private const string Half = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[{\"id\":";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", true, NucliaErrorKind.Broken)]
    [InlineData("", false, NucliaErrorKind.Broken)]
    [InlineData("not http at all\r\n\r\n", false, NucliaErrorKind.Broken)]
    [InlineData(Half, false, NucliaErrorKind.Unreadable)]
    public async Task ConnectionThatBreaks_AnyCommand_IsSentOnceAndMayHaveBeenApplied(string bytes, bool reset, NucliaErrorKind kind)
    {
        await using var server = await StartAsync();
        await using var zone = new RawServer(bytes, reset);
        await using var nuclia = new NucliaHarness(server.Address);

        var create = await nuclia.Commands.CreateBackupAsync(NucliaHarness.ZoneAt(zone.Address), "k1", Ct);
        var restore = await nuclia.Commands.RestoreBackupAsync(NucliaHarness.ZoneAt(zone.Address), "b1", "s", "t", Ct);
        var delete = await nuclia.Commands.DeleteBackupAsync(NucliaHarness.ZoneAt(zone.Address), "b1", Ct);

        zone.Requests.ShouldBe(3);
        foreach (var error in new[] { create.Error!, restore.Error!, delete.Error! })
            (error.Kind, error.MayHaveBeenApplied).ShouldBe((kind, true), error.Detail);
    }

    [Fact]
    public async Task ConnectionThatIsReset_Read_IsTriedAgain()
    {
        await using var server = await StartAsync();
        await using var zone = new RawServer("", reset: true);
        await using var nuclia = new NucliaHarness(server.Address);

        var backups = await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(zone.Address), Ct);

        backups.Error!.Kind.ShouldBe(NucliaErrorKind.Broken);
        zone.Requests.ShouldBeGreaterThanOrEqualTo(3, "each attempt may be several: the platform repeats requests without a body");
    }

    [Fact]
    public async Task BodyThatIsCutShort_Read_IsUnreadable()
    {
        await using var server = await StartAsync();
        await using var zone = new RawServer(Half, reset: false);
        await using var nuclia = new NucliaHarness(server.Address);

        var backups = await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(zone.Address), Ct);

        (backups.Error!.Kind, backups.Error.Detail).ShouldBe(
            (NucliaErrorKind.Unreadable, "The answer is not what the contract says: It was cut short."));
    }

    [Fact]
    public async Task NobodyListening_CommandAndRead_WereNeverSent()
    {
        await using var server = await StartAsync();
        await using var nuclia = new NucliaHarness(server.Address);
        var zone = NucliaHarness.ZoneAt(FreeAddress());

        var create = await nuclia.Commands.CreateBackupAsync(zone, "k1", Ct);
        var read = await nuclia.Reader.ListBackupsAsync(zone, Ct);

        (create.Error!.Kind, create.Error.MayHaveBeenApplied).ShouldBe((NucliaErrorKind.Unreachable, false), create.Error.Detail);
        read.Error!.Kind.ShouldBe(NucliaErrorKind.Unreachable);
    }

    [Fact]
    public async Task NoEncryptionWhereItIsExpected_Command_WasNeverSent()
    {
        await using var server = await StartAsync();
        await using var nuclia = new NucliaHarness(server.Address);
        var zone = NucliaHarness.ZoneAt(new UriBuilder(server.Address) { Scheme = "https" }.Uri);

        var create = await nuclia.Commands.CreateBackupAsync(zone, "k1", Ct);

        (create.Error!.Kind, create.Error.MayHaveBeenApplied).ShouldBe((NucliaErrorKind.Unreachable, false), create.Error.Detail);
    }

    [Fact]
    public async Task AccountUnknownBecauseTheCloudIsDown_Command_WasNeverSent()
    {
        await using var server = await StartAsync();
        server.On("GET /api/v1/account/acme", Answer(503, """{"detail":"maintenance"}"""));
        await using var nuclia = new NucliaHarness(server.Address);

        var create = await nuclia.Commands.CreateBackupAsync(NucliaHarness.ZoneAt(server.Address), "k1", Ct);

        create.Error.ShouldBe(new(NucliaErrorKind.Unavailable, "maintenance", 503) { MayHaveBeenApplied = false });
        server.Calls($"POST {NucliaHarness.BackupsPath}").ShouldBe(0);
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }
}
