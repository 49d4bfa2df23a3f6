using BackupDashboard.Fingerprints;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Backups;

public sealed class ContentColumnTests : PageTest
{
    [Fact]
    public async Task Counted_Backups_ShowTheirContentAndTheDifferenceToTheOneBefore()
    {
        Europe.With(A.Box(), A.Box("other")).With(
            A.Backup("newest", started: TestClock.Origin.AddDays(-1)), A.Backup("uncounted", started: TestClock.Origin.AddDays(-2)),
            A.Backup("oldest", started: TestClock.Origin.AddDays(-3)), A.Backup("foreign", "other", TestClock.Origin.AddDays(-2.5)),
            A.Running("running"));
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count == 5);
        Content().ShouldBe(["–", "–", "–", "–", "–"]);

        await PutAsync("oldest", 892, 32_000);
        await PutAsync("newest", 1204, 36_100);
        await PutAsync("running", 1300, 36_100);
        await PutAsync("foreign", 7, 7);
        await Screen.ShowsAsync("+312");
        await Screen.ShowsAsync("7 resources");
        Content().ShouldBe(["–", "1,204 resources +312", "–", "7 resources", "892 resources"]);
    }

    [Fact]
    public async Task CountedLate_Backup_SaysAboutAndWhy()
    {
        Europe.With(A.Box()).With(A.Backup());
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        await PutAsync("b1", 1204, 36_100, late: true);
        await Screen.ShowsAsync("~1,204 resources");
        Screen.All("td.content").ShouldHaveSingleItem().GetAttribute("title")!.ShouldContain("counted once");
    }

    private List<string> Content() =>
        [.. Screen.All("td.content")
            .Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    private Task PutAsync(string backup, long resources, long paragraphs, bool late = false)
    {
        var counters = new Counters(resources, paragraphs, 0, 0);
        return Console.Get<FingerprintStore>().PutAsync("europe", backup, _ => new Fingerprint
        {
            Zone = "europe",
            BackupId = backup,
            KnowledgeBoxId = "kb-handbook",
            Before = late ? null : counters,
            After = counters,
            TakenAt = TestClock.Origin,
            IsLate = late,
        });
    }
}
