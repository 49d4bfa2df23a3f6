using System.Text.Json;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Sandbox;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Contract;

/// <summary>What the client reads is what the cloud says, field by field.</summary>
public sealed class ReaderContractTests(ContractCloud cloud) : IClassFixture<ContractCloud>
{
    private static readonly string[] AllZones = [CloudSandbox.Europe, CloudSandbox.America, CloudSandbox.Asia];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Account_BySlugOrById_IsRead(bool byId)
    {
        await using var nuclia = byId ? cloud.Client(("Account", cloud.Sandbox.AccountId)) : cloud.Client();

        var account = (await nuclia.Reader.GetAccountAsync(Ct)).Value;

        account.ShouldBe(new Account(cloud.Sandbox.AccountId, "acme", "Acme Corporation", 46, 60));
        account.IsBlocked.ShouldBeFalse();
    }

    [Fact]
    public async Task Zones_OfTheAccount_AreThoseWithTheirOrigins()
    {
        await using var nuclia = cloud.Client();

        var zones = (await nuclia.Reader.ListZonesAsync(Ct)).Value;

        zones.Select(zone => (zone.Slug, zone.Address)).ShouldBe(cloud.Sandbox.Host.Zones.Select(zone => (zone.Slug, zone.Origin)));
        zones.Select(zone => zone.Title).ShouldBe(["Europe 1", "US East (Ohio)", "Asia Pacific (Sydney)"]);
    }

    [Fact]
    public async Task Backups_OfEveryZone_AreReadWhole()
    {
        await using var nuclia = cloud.Client();

        foreach (var zone in AllZones)
        {
            var said = (await cloud.Sandbox.GetAsync(cloud.Sandbox.Account("/backups", zone))).EnumerateArray().Select(Backup).ToList();
            (await nuclia.Reader.ListBackupsAsync(cloud.Zone(zone), Ct)).Value.ShouldBe(said);
        }
    }

    [Fact]
    public async Task Backups_UnfinishedAndOrphaned_AreAmongThem()
    {
        await using var nuclia = cloud.Client();

        var backups = (await nuclia.Reader.ListBackupsAsync(cloud.Zone(), Ct)).Value;
        var boxes = (await nuclia.Reader.ListKnowledgeBoxesAsync(cloud.Zone(), KnowledgeBoxMode.Kb, Ct)).Value;
        var known = boxes.Select(box => box.Id).ToHashSet();

        var unfinished = backups.Single(backup => backup.FinishedAt is null);
        (unfinished.KnowledgeBox.Slug, unfinished.Size).ShouldBe(("support-tickets", null));
        backups.Single(backup => !known.Contains(backup.KnowledgeBox.Id)).KnowledgeBox.Slug.ShouldBe("legal-archive-2019");
    }

    [Theory]
    [InlineData(KnowledgeBoxMode.Kb, "kb", 20)]
    [InlineData(KnowledgeBoxMode.Agents, "agents", 2)]
    public async Task KnowledgeBoxes_OfOneKind_AreReadWhole(KnowledgeBoxMode mode, string name, int count)
    {
        await using var nuclia = cloud.Client();
        var said = (await cloud.Sandbox.GetAsync(cloud.Sandbox.Account($"/kbs?mode={name}"))).EnumerateArray()
            .Select(box => new KnowledgeBoxItem(box.Text("id"), box.Text("slug"), box.Text("title")));

        var boxes = (await nuclia.Reader.ListKnowledgeBoxesAsync(cloud.Zone(), mode, Ct)).Value;

        boxes.ShouldBe(said);
        boxes.Count.ShouldBe(count);
    }

    [Fact]
    public async Task Counters_OfABox_AreReadWhole()
    {
        await using var nuclia = cloud.Client();
        var id = (await cloud.Sandbox.BoxAsync("support-tickets")).Text("id");
        var said = await cloud.Sandbox.GetAsync(cloud.Sandbox.Zone($"/api/v1/kb/{id}/counters"));

        var counters = (await nuclia.Reader.GetCountersAsync(cloud.Zone(), id, Ct)).Value;

        counters.ShouldBe(new Counters(Number("resources"), Number("paragraphs"), Number("fields"), Number("sentences")));
        new HashSet<long> { counters.Resources, counters.Paragraphs, counters.Fields, counters.Sentences }.Count.ShouldBe(4);

        long Number(string name) => said.GetProperty(name).GetInt64();
    }

    /// <summary>The total is that of the catalog, page by page; the longer ago, the more.</summary>
    [Fact]
    public async Task Modified_SinceThen_IsWhatTheCatalogLists()
    {
        await using var nuclia = cloud.Client();
        var id = (await cloud.Sandbox.BoxAsync("docs-product-manuals")).Text("id");
        var all = (await nuclia.Reader.GetCountersAsync(cloud.Zone(), id, Ct)).Value.Resources;
        var newest = await ListAsync(new { page_size = 200 });
        var since = newest[100];

        var counted = (await nuclia.Reader.CountModifiedAsync(cloud.Zone(), id, since, Ct)).Value;

        counted.ShouldBeInRange(newest.Count(modified => modified >= since), 200, "of the same second there may be more");
        (await ListAsync(new { page_size = 200, filter_expression = new { resource = new { prop = "modified", since } } }))
            .ShouldAllBe(modified => modified >= since);
        (await nuclia.Reader.CountModifiedAsync(cloud.Zone(), id, DateTimeOffset.UnixEpoch, Ct)).Value.ShouldBe(all);
        (await nuclia.Reader.CountModifiedAsync(cloud.Zone(), id, newest[0].AddYears(1), Ct)).Value.ShouldBe(0);

        async Task<List<DateTimeOffset>> ListAsync(object body)
        {
            var reply = await cloud.Sandbox.PostAsync(cloud.Sandbox.Zone($"/api/v1/kb/{id}/catalog"), body);
            return [.. reply.Json.GetProperty("resources").EnumerateObject()
                .Select(resource => resource.Value.GetProperty("modified").GetDateTimeOffset()).OrderDescending()];
        }
    }

    private static BackupItem Backup(JsonElement said)
    {
        var box = said.GetProperty("kb_data");
        return new BackupItem(
            said.Text("id"),
            said.Time("started_at"),
            said.IsNull("finished_at") ? null : said.Time("finished_at"),
            said.IsNull("size") ? null : said.GetProperty("size").GetInt64(),
            new(box.Text("id"), box.Text("slug"), box.Text("title"), box.Time("created")));
    }
}
