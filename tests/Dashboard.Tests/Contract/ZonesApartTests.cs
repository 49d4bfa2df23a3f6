using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Sandbox;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Contract;

/// <summary>One zone in trouble, and the others.</summary>
public sealed class ZonesApartTests(ContractCloud cloud) : IClassFixture<ContractCloud>
{
    private static readonly string[] Healthy = [CloudSandbox.Europe, CloudSandbox.Asia];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("reset", NucliaErrorKind.Broken)]
    [InlineData("html", NucliaErrorKind.Unavailable)]
    public async Task DeadZone_WhoseBreakerIsOpen_HindersNoOther(string kind, NucliaErrorKind first)
    {
        await cloud.CalmAsync();
        await cloud.FaultAsync(new { zone = CloudSandbox.America, kind });
        await using var nuclia = cloud.Client();

        var errors = new List<NucliaErrorKind?>();
        for (var round = 0; round < 4; round++)
        {
            errors.Add((await nuclia.Reader.ListBackupsAsync(cloud.Zone(CloudSandbox.America), Ct)).Error?.Kind);
            await AllWellAsync(nuclia.Reader);
        }

        errors.ShouldBe([first, first, NucliaErrorKind.Unavailable, NucliaErrorKind.Unavailable]);
        (await nuclia.Commands.CreateBackupAsync(cloud.Zone(), cloud.BoxId, Ct)).IsSuccess.ShouldBeTrue();
    }

    [Fact(Timeout = 60_000)]
    public async Task SilentZone_WithEveryPlaceTaken_HindersNoOther()
    {
        await cloud.CalmAsync();
        await cloud.FaultAsync(new { zone = CloudSandbox.America, kind = "delay", delayMs = 3_600_000 });
        await using var nuclia = cloud.Client(("ReadTimeout", "00:00:10"));

        var stuck = Enumerable.Range(0, 12).Select(_ => nuclia.Reader.ListBackupsAsync(cloud.Zone(CloudSandbox.America), Ct)).ToList();
        await cloud.HitAsync(8, TestContext.Current.CancellationToken);
        await AllWellAsync(nuclia.Reader);

        stuck.ShouldAllBe(call => !call.IsCompleted);
        nuclia.Time.Advance(TimeSpan.FromSeconds(10));
        (await Task.WhenAll(stuck)).ShouldAllBe(result => result.Error!.Kind == NucliaErrorKind.TimedOut);
    }

    private async Task AllWellAsync(INucliaReader reader)
    {
        foreach (var zone in Healthy)
        {
            (await reader.ListBackupsAsync(cloud.Zone(zone), Ct)).IsSuccess.ShouldBeTrue(zone);
            (await reader.ListKnowledgeBoxesAsync(cloud.Zone(zone), KnowledgeBoxMode.Kb, Ct)).IsSuccess.ShouldBeTrue(zone);
        }
    }
}
