using BackupDashboard.Access;
using BackupDashboard.Zones;

namespace BackupDashboard.Benchmarks;

/// <summary>One zone with many boxes, each with as many backups, a day apart.</summary>
internal static class LargeZone
{
    public static ZoneSnapshot Of(int boxes, int backups, DateTimeOffset now) =>
        new(new Nuclia.Zone("europe", "europe", "Europe", new Uri("https://europe.example/")))
        {
            Version = 1,
            AsOf = now,
            BoxesAsOf = now,
            KnowledgeBoxes = new KnowledgeBoxSet(Enumerable.Range(0, boxes).Select(number =>
                new KnowledgeBox($"kb-{number:D4}", $"box-{number:D4}", $"Box {number}", IsAgent: false))),
            Backups = new BackupSet(Enumerable.Range(0, backups).Select(number => new Backup(
                $"backup-{number:D6}", $"kb-{number % boxes:D4}", $"box-{number % boxes:D4}", $"Box {number % boxes}",
                now.AddHours(-number / (double)boxes * 24), now.AddHours(-number / (double)boxes * 24).AddMinutes(10), 1_000_000,
                BackupState.Completed))),
        };

    /// <summary>Of someone who has this right everywhere.</summary>
    public static Grants Team(Right right) => new([new Team
    {
        Name = "Operators",
        Member = "",
        Zones = null,
        Boxes = null,
        Rights = new HashSet<Right> { right },
        RestorePrefix = "",
        Contact = "",
    }]);
}
