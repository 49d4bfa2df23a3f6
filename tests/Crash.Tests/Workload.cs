namespace BackupDashboard.Crash;

/// <summary>
/// What operations are requested: boxes whose backups are deleted, boxes to back up again and again, and backups to restore.
/// </summary>
internal sealed class Workload
{
    /// <summary>Backups of a box that are deleted together.</summary>
    public const int Together = 6;

    private const int BoxesToBackUp = 12;
    private const int BoxesThatPlanThemselves = 3;
    private const int BackupsToThinOut = 4;

    private readonly Dictionary<string, Queue<CloudBox>> _toDelete = [];
    private readonly Dictionary<string, List<CloudBox>> _toBackUp = [];
    private readonly Queue<CloudBackup> _toRestore = new();
    private int _restores;

    /// <summary>Boxes that a schedule backs up.</summary>
    public IReadOnlyList<CloudBox> Scheduled { get; private set; } = [];

    /// <summary>Boxes whose backups a retention rule deletes, but for the newest.</summary>
    public IReadOnlyList<CloudBox> ThinnedOut { get; private set; } = [];

    public static async Task<Workload> FillAsync(Cloud cloud, int kills)
    {
        var stock = new Workload
        {
            Scheduled = await SeedAsync(cloud, cloud.Zones.First(), BoxesThatPlanThemselves, 0),
            ThinnedOut = await SeedAsync(
                cloud, cloud.Zones.First(), BoxesThatPlanThemselves, BoxesThatPlanThemselves * BackupsToThinOut),
        };
        foreach (var zone in cloud.Zones)
        {
            var boxes = (kills / cloud.Zones.Count) + 1;
            stock._toBackUp[zone] = [.. await SeedAsync(cloud, zone, BoxesToBackUp, 0)];
            stock._toDelete[zone] = new(await SeedAsync(cloud, zone, boxes, boxes * Together));
            var origins = (await SeedAsync(cloud, zone, boxes, boxes)).Select(box => box.Id).ToHashSet();
            foreach (var backup in (await cloud.BackupsAsync(zone)).Where(backup => origins.Contains(backup.BoxId)))
                stock._toRestore.Enqueue(backup);

            // The account grew by what was seeded: these go again, so that there is room for what is restored.
            foreach (var box in await SeedAsync(cloud, zone, boxes, 0))
                await cloud.DeleteBoxAsync(box);
        }

        return stock;
    }

    public CloudBox BoxToDelete(string zone) => _toDelete[zone].Dequeue();

    public (CloudBackup Backup, string Slug) BackupToRestore() => (_toRestore.Dequeue(), $"restored-{++_restores:D3}");

    /// <summary>Boxes of the zone that nothing is known to be done to.</summary>
    public CloudBox[] BoxesToStart(string zone, IReadOnlySet<string> activeTargets, Random random, int count) =>
        [.. random.GetItems([.. _toBackUp[zone].Where(box => !activeTargets.Contains(Targets.Box(zone, box.Id)))], count).Distinct()];

    private static async Task<IReadOnlyList<CloudBox>> SeedAsync(Cloud cloud, string zone, int boxes, int backups)
    {
        var before = (await cloud.BoxesAsync(zone)).Select(box => box.Id).ToHashSet();
        await cloud.SeedAsync(zone, boxes, backups);
        return [.. (await cloud.BoxesAsync(zone)).Where(box => !before.Contains(box.Id))];
    }
}
