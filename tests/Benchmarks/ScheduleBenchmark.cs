using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Schedules;
using BackupDashboard.Zones;

namespace BackupDashboard.Benchmarks;

/// <summary>What it takes to decide one time of a schedule for every box of a large account, before anything is written.</summary>
internal static class ScheduleBenchmark
{
    private const int Boxes = 5_000;
    private const int Times = 20;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 1, TimeSpan.Zero);

    public static Task RunAsync(Scale scale, Action<Figure> tell)
    {
        var zone = Zone(scale.Large);
        var schedule = new Schedule
        {
            Id = Guid.NewGuid(),
            Name = "Nightly",
            CreatedBy = new Actor("", ""),
            Boxes = [new BoxScope(BoxScope.EveryZone, null, "box-*")],
            Cron = "0 2 * * *",
            TimeZone = "UTC",
            StartWindow = TimeSpan.FromHours(4),
            Spread = TimeSpan.FromHours(1),
            MostInZone = Boxes,
            MostInAll = Boxes,
        };
        var grants = new Grants([new Team
        {
            Name = "Operators",
            Member = "",
            Zones = null,
            Boxes = null,
            Rights = new HashSet<Right> { Right.Backup },
            RestorePrefix = "",
            Contact = "",
        }]);

        var taken = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            var began = TimeProvider.System.GetTimestamp();
            var cover = ScheduleCover.Of(schedule, [zone], grants, TimeSpan.FromMinutes(2), Now);
            var pass = new SchedulePass(schedule, Now.AddSeconds(-1), Now, JournalSnapshot.Empty, [zone], cover.Boxes);
            var decided = cover.Boxes.Count(box => pass.DecisionOn(box).Step is Step.Start or Step.Wait);
            taken.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            if (decided != Boxes)
                throw new InvalidOperationException($"Only {decided} of {Boxes} boxes were decided.");
        }

        tell(new Figure(
            $"{Boxes:N0} boxes, {scale.Large:N0} backups, one time of one schedule", new Samples(taken[3..]), null, "ms",
            Goal.AtMost(100, "ms")));
        return Task.CompletedTask;
    }

    private static ZoneSnapshot Zone(int backups) => new(new Nuclia.Zone("europe", "europe", "Europe", new Uri("https://europe.example/")))
    {
        Version = 1,
        AsOf = Now,
        BoxesAsOf = Now,
        KnowledgeBoxes = new KnowledgeBoxSet(Enumerable.Range(0, Boxes).Select(number =>
            new KnowledgeBox($"kb-{number:D4}", $"box-{number:D4}", $"Box {number}", IsAgent: false))),
        Backups = new BackupSet(Enumerable.Range(0, backups).Select(number => new Backup(
            $"backup-{number:D6}", $"kb-{number % Boxes:D4}", $"box-{number % Boxes:D4}", $"Box {number % Boxes}",
            Now.AddHours(-number / (double)Boxes * 24), Now.AddHours(-number / (double)Boxes * 24).AddMinutes(10), 1_000_000,
            BackupState.Completed))),
    };
}
