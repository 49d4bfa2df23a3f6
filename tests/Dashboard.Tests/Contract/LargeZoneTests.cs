using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Sandbox;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Contract;

/// <summary>A zone of extraordinary size; a class of its own, so that no other test has to list it.</summary>
public sealed class LargeZoneTests(ContractCloud cloud) : IClassFixture<ContractCloud>
{
    [Fact(Timeout = 120_000)]
    public async Task HundredThousandBackups_List_IsComplete()
    {
        await using var nuclia = cloud.Client();
        var before = (await nuclia.Reader.ListBackupsAsync(cloud.Zone(), TestContext.Current.CancellationToken)).Value.Count;
        var seeded = await cloud.Sandbox.PostAsync(
            cloud.Sandbox.Global("/sandbox/seed"), new { zone = CloudSandbox.Europe, knowledgeBoxes = 500, backups = 100_000 });
        seeded.Status.ShouldBe(System.Net.HttpStatusCode.OK, seeded.Text);

        var backups = (await nuclia.Reader.ListBackupsAsync(cloud.Zone(), TestContext.Current.CancellationToken)).Value;

        backups.Select(backup => backup.Id).Distinct().Count().ShouldBe(before + 100_000);
        backups.Count(backup => backup.KnowledgeBox.Slug.Contains("-load-", StringComparison.Ordinal)).ShouldBe(100_000);
        var boxes = await nuclia.Reader.ListKnowledgeBoxesAsync(cloud.Zone(), KnowledgeBoxMode.Kb, TestContext.Current.CancellationToken);
        boxes.Value.Count.ShouldBe(520);
    }
}
