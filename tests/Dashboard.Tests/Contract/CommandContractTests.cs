using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Sandbox;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Contract;

/// <summary>What people do with backups, from the first to the last call.</summary>
public sealed class CommandContractTests(ContractCloud cloud) : IClassFixture<ContractCloud>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WholeLife_OfABackup_IsSeen()
    {
        await cloud.CalmAsync();
        await using var nuclia = cloud.Client();
        var zone = (await nuclia.Reader.ListZonesAsync(Ct)).Value[0];
        var boxes = (await nuclia.Reader.ListKnowledgeBoxesAsync(zone, KnowledgeBoxMode.Kb, Ct)).Value;
        var source = boxes.Single(box => box.Slug == "support-knowledge-el");
        var content = (await nuclia.Reader.GetCountersAsync(zone, source.Id, Ct)).Value;

        var id = (await nuclia.Commands.CreateBackupAsync(zone, source.Id, Ct)).Value;
        var begun = await FindAsync(nuclia.Reader, zone, id);
        cloud.Sandbox.Time.Advance(TimeSpan.FromMinutes(2));
        var finished = await FindAsync(nuclia.Reader, zone, id);

        begun.ShouldNotBeNull();
        (begun.FinishedAt, begun.Size, begun.KnowledgeBox.Id, begun.KnowledgeBox.Title).ShouldBe((null, null, source.Id, source.Title));
        finished!.FinishedAt!.Value.ShouldBeGreaterThan(begun.StartedAt);
        finished.Size!.Value.ShouldBeGreaterThan(0);

        var copy = (await nuclia.Commands.RestoreBackupAsync(zone, id, "knowledge-el-2", "Βάση \"2\" & <νέα>", Ct)).Value;
        cloud.Sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        var atFirst = (await nuclia.Reader.GetCountersAsync(zone, copy, Ct)).Value;
        cloud.Sandbox.Time.Advance(TimeSpan.FromMinutes(3));
        var atLast = (await nuclia.Reader.GetCountersAsync(zone, copy, Ct)).Value;

        atFirst.Resources.ShouldBeLessThan(content.Resources);
        atLast.Resources.ShouldBe(content.Resources);
        atLast.Paragraphs.ShouldNotBe(content.Paragraphs);
        (await nuclia.Reader.ListKnowledgeBoxesAsync(zone, KnowledgeBoxMode.Kb, Ct)).Value
            .ShouldContain(new KnowledgeBoxItem(copy, "knowledge-el-2", "Βάση \"2\" & <νέα>"));
        (await nuclia.Reader.GetAccountAsync(Ct)).Value.CurrentKnowledgeBoxes.ShouldBe(47);

        (await nuclia.Commands.DeleteBackupAsync(zone, id, Ct)).IsSuccess.ShouldBeTrue();
        (await FindAsync(nuclia.Reader, zone, id)).ShouldBeNull();
    }

    [Fact]
    public async Task UnfinishedBackup_Delete_Succeeds()
    {
        await cloud.CalmAsync();
        await using var nuclia = cloud.Client();
        var id = await cloud.Sandbox.StartBackupAsync("support-us", CloudSandbox.America);

        (await nuclia.Commands.DeleteBackupAsync(cloud.Zone(CloudSandbox.America), id, Ct)).IsSuccess.ShouldBeTrue();

        (await cloud.Sandbox.FindBackupAsync(id, CloudSandbox.America)).ShouldBeNull();
    }

    [Fact]
    public async Task SameBox_TwoBackupsAtOnce_AreTwo()
    {
        await cloud.CalmAsync();
        await using var nuclia = cloud.Client();
        var box = (await cloud.Sandbox.BoxAsync("docs-product-manuals")).Text("id");

        var both = await Task.WhenAll(
            nuclia.Commands.CreateBackupAsync(cloud.Zone(), box, Ct), nuclia.Commands.CreateBackupAsync(cloud.Zone(), box, Ct));

        both[0].Value.ShouldNotBe(both[1].Value);
        (await cloud.CallsAsync("create")).ShouldBe(2);
    }

    private static async Task<BackupItem?> FindAsync(INucliaReader reader, Zone zone, string id) =>
        (await reader.ListBackupsAsync(zone, Ct)).Value.SingleOrDefault(backup => backup.Id == id);
}
