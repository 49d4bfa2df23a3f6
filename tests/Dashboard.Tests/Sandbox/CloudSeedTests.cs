using System.Text.RegularExpressions;

namespace BackupDashboard.Tests.Sandbox;

public sealed class CloudSeedTests
{
    private static readonly string[] AllZones = [CloudSandbox.Europe, CloudSandbox.America, CloudSandbox.Asia];

    [Fact]
    public async Task Start_HasBoxesAndBackupsThatLookReal()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var now = cloud.Time.GetUtcNow();
        var boxes = 0;
        var backups = 0;
        foreach (var zone in AllZones)
        {
            boxes += (await cloud.GetAsync(cloud.Account("/kbs", zone))).GetArrayLength();
            foreach (var backup in (await cloud.GetAsync(cloud.Account("/backups", zone))).EnumerateArray())
            {
                backups++;
                Guid.Parse(backup.Text("id")).Version.ShouldBe(4);
                Guid.Parse(backup.GetProperty("kb_data").Text("id")).Version.ShouldBe(4);
                backup.GetProperty("kb_data").Time("created").ShouldBeLessThan(backup.Time("started_at"));
                if (!backup.IsNull("finished_at"))
                    backup.Time("finished_at").ShouldBeInRange(backup.Time("started_at"), now);
            }
        }

        boxes.ShouldBe(46);
        backups.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task Start_HasOneOrphanOneStalledBackupAndBoxesWithoutAny()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var boxes = (await cloud.GetAsync(cloud.Account("/kbs"))).EnumerateArray().Select(box => box.Text("id")).ToHashSet();
        var backups = (await cloud.GetAsync(cloud.Account("/backups"))).EnumerateArray().ToList();
        var backedUp = backups.Select(backup => backup.GetProperty("kb_data").Text("id")).ToHashSet();

        backups.Count(backup => !boxes.Contains(backup.GetProperty("kb_data").Text("id"))).ShouldBe(1);
        backups.Single(backup => backup.IsNull("finished_at")).Time("started_at").ShouldBe(cloud.Time.GetUtcNow().AddDays(-4.2));
        boxes.Except(backedUp).Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task StalledBackup_NeverCompletesByItself()
    {
        await using var cloud = await CloudSandbox.StartAsync();

        cloud.Time.Advance(TimeSpan.FromDays(30));

        (await cloud.GetAsync(cloud.Account("/backups"))).EnumerateArray().Count(backup => backup.IsNull("finished_at")).ShouldBe(1);
    }

    [Fact]
    public async Task Titles_AreInSeveralScripts()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var titles = "";
        foreach (var zone in AllZones)
            titles += string.Concat((await cloud.GetAsync(cloud.Account("/kbs", zone))).EnumerateArray().Select(box => box.Text("title")));

        string[] scripts =
            ["IsGreek", "IsCyrillic", "IsArabic", "IsHebrew", "IsKatakana", "IsHangulSyllables", "IsThai", "IsDevanagari"];
        foreach (var script in scripts)
            Regex.IsMatch(titles, $@"\p{{{script}}}").ShouldBeTrue(script);
    }

    [Fact]
    public async Task SameRandomSeed_GivesTheSameCloud()
    {
        await using var one = await CloudSandbox.StartAsync();
        await using var other = await CloudSandbox.StartAsync();

        var first = await one.SendAsync(HttpMethod.Get, one.Account("/backups"));
        var second = await other.SendAsync(HttpMethod.Get, other.Account("/backups"));

        second.Text.ShouldBe(first.Text);
    }
}
