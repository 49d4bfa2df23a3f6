using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Schedules;

namespace BackupDashboard.Benchmarks;

/// <summary>What it takes to decide one time of a schedule for every box of a large account, before anything is written.</summary>
internal static class ScheduleBenchmark
{
    private const int Times = 20;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 1, TimeSpan.Zero);

    public static Task RunAsync(Scale scale, Action<Figure> tell)
    {
        var zone = LargeZone.Of(scale.Boxes, scale.Large, Now);
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
            MostInZone = scale.Boxes,
            MostInAll = scale.Boxes,
        };
        var grants = LargeZone.Team(Right.Backup);
        var taken = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            var began = TimeProvider.System.GetTimestamp();
            var cover = ScheduleCover.Of(schedule, [zone], grants, TimeSpan.FromMinutes(2), Now);
            var pass = new SchedulePass(schedule, Now.AddSeconds(-1), Now, JournalSnapshot.Empty, [zone], cover.Boxes);
            var decided = cover.Boxes.Count(box => pass.DecisionOn(box).Step is Step.Start or Step.Wait);
            taken.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            if (decided != scale.Boxes)
                throw new InvalidOperationException($"Only {decided} of {scale.Boxes} boxes were decided.");
        }

        tell(new Figure(
            $"{scale.Boxes:N0} boxes, {scale.Large:N0} backups, one time of one schedule", new Samples(taken[3..]), null, "ms",
            Goal.AtMost(100, "ms")));
        return Task.CompletedTask;
    }
}
