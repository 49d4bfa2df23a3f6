namespace BackupDashboard.Sandbox.Cloud.Seeding;

internal sealed class BulkSeeder(CloudState state)
{
    private const double OldestDays = 730;

    private static readonly string[] Teams = ["docs", "support", "legal", "hr", "search", "sales"];

    // Kept between calls: a new sequence would repeat the same ids, and replace existing entries.
    private readonly SeedNumbers _numbers = new(int.MaxValue);

    private int _seeded;

    public bool Add(CloudZone zone, int boxes, int backups)
    {
        lock (state.Gate)
        {
            if (boxes == 0 && zone.Boxes.Count == 0)
                return false;

            var now = state.Now().Now;
            var owners = boxes == 0 ? zone.Boxes : AddBoxes(zone, boxes, now);
            for (var index = 0; index < backups; index++)
            {
                var age = TimeSpan.FromDays(_numbers.Between(0.2, OldestDays));
                var grown = _numbers.Between(0.5, 1);
                zone.Put(Seeder.History(_numbers, owners[index % owners.Count], now - age, grown));
            }

            // Seeded boxes must not use up the room for restores.
            state.RaiseLimit(boxes);
            return true;
        }
    }

    private List<CloudBox> AddBoxes(CloudZone zone, int count, DateTimeOffset now)
    {
        var added = new List<CloudBox>(count);
        for (var index = 0; index < count; index++)
        {
            _seeded++;
            var team = Teams[_seeded % Teams.Length];
            var bytes = _numbers.Bytes((long)_numbers.Between(1, 4_000));
            var created = now.AddDays(-OldestDays - _numbers.Between(1, 700));
            var identity = new BoxIdentity(_numbers.Uuid4(), $"{team}-load-{_seeded:D6}", $"Load {_seeded} of {team}", created);
            var box = new CloudBox(identity, BoxKind.KnowledgeBox, _numbers.Counters(bytes), bytes);
            zone.Put(box);
            added.Add(box);
        }

        return added;
    }
}
