namespace BackupDashboard.Sandbox.Cloud.Seeding;

internal static class Seeder
{
    public const string AccountSlug = "acme";

    private const int MaxKnowledgeBoxes = 60;

    // History was written by a real cloud, whose backups take minutes where the sandbox's take seconds.
    private const double HistoryIsSlower = 40;

    public static CloudState Build(int seed, double speed, TimeProvider time)
    {
        var numbers = new SeedNumbers(seed);
        var now = time.GetUtcNow();
        var account = new CloudAccount(numbers.Uuid4(), AccountSlug, "Acme Corporation", now.AddDays(-1_460), MaxKnowledgeBoxes);
        var zones = SeedCatalog.Zones.Select(zone => Zone(zone, numbers, now)).ToArray();
        AddOrphan(zones[0], numbers, now);
        AddStalled(zones[0], "support-tickets", numbers, now);
        return new CloudState(account, zones, time, speed);
    }

    public static CloudBackup History(SeedNumbers numbers, CloudBox box, DateTimeOffset startedAt, double grown)
    {
        var bytes = (long)(box.Bytes * grown);
        var seconds = Pace.Backup(bytes) * HistoryIsSlower * numbers.Between(0.8, 1.3);
        return new CloudBackup(numbers.Uuid4(), box.Identity, startedAt, box.Counters.Scale(grown), bytes)
        {
            Finished = startedAt.AddSeconds(seconds),
        };
    }

    private static CloudZone Zone(SeedZone plan, SeedNumbers numbers, DateTimeOffset now)
    {
        var zone = new CloudZone(numbers.Uuid4(), plan.Slug, plan.Title, plan.Provider);
        foreach (var row in plan.Rows)
        {
            var (count, days) = Plan(row.Cadence);
            var bytes = numbers.Bytes(row.Megabytes);
            var created = now.AddDays(-count * days - numbers.Between(40, 700));
            var box = new CloudBox(
                new BoxIdentity(numbers.Uuid4(), row.Slug, row.Title, created), row.Kind, numbers.Counters(bytes), bytes)
            {
                Description = row.Megabytes > 1_000 ? $"{row.Title}. Looked after by the {row.Slug.Split('-')[0]} team." : null,
            };
            zone.Put(box);
            for (var back = count - 1; back >= 0; back--)
            {
                var lag = numbers.Between(0.15, 0.8);
                var age = TimeSpan.FromDays((back * days) + (back == 0 ? row.NewestAge ?? lag : lag));
                zone.Put(History(numbers, box, now - age, Grown(age)));
            }
        }

        return zone;
    }

    private static (int Count, double Days) Plan(Cadence cadence) => cadence switch
    {
        Cadence.Daily => (14, 1),
        Cadence.Weekly => (8, 7),
        Cadence.Monthly => (6, 30.4),
        Cadence.Once => (1, 90),
        _ => (0, 0),
    };

    private static double Grown(TimeSpan age) => Math.Max(0.35, 1 - 0.0015 * age.TotalDays);

    private static void AddOrphan(CloudZone zone, SeedNumbers numbers, DateTimeOffset now)
    {
        var bytes = numbers.Bytes(3_700);
        var identity = new BoxIdentity(numbers.Uuid4(), "legal-archive-2019", "Legal archive 2019", now.AddDays(-1_200));
        var gone = new CloudBox(identity, BoxKind.KnowledgeBox, numbers.Counters(bytes), bytes);
        zone.Put(History(numbers, gone, now.AddDays(-212.3), grown: 1));
    }

    private static void AddStalled(CloudZone zone, string slug, SeedNumbers numbers, DateTimeOffset now)
    {
        var box = zone.Box(slug)!;
        zone.Put(new CloudBackup(numbers.Uuid4(), box.Identity, now.AddDays(-4.2), box.Counters, box.Bytes));
    }
}
