using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Schedules;

public sealed class ScheduleAlarmsTests : SchedulesTest
{
    [Fact]
    public async Task TimeZoneThatIsUnknown_StopsThatScheduleAlone_AndTheNextStart()
    {
        var known = await SetAsync(Hourly());
        await Console.Journal.TryAddAsync(
            known with
            {
                Id = Guid.NewGuid(),
                Target = "schedule:other",
                Schedule = Hourly("On Mars") with { TimeZone = "Mars/Olympus" },
            },
            RunningConsole.Cancellation);
        await PassAsync(TimeSpan.FromHours(1));
        Decided.Count(one => one.State is OperationState.Succeeded).ShouldBe(2);
        Alarm(AlarmKind.ScheduleInvalid).Text.ShouldBe(
            "Schedule 'On Mars' starts nothing: its time zone 'Mars/Olympus' is not known on this machine. Choose another one, or update "
            + "the machine's time zone data.");

        var failure = await Should.ThrowAsync<StorageException>(() => RestartAsync(TimeSpan.FromMinutes(1)));
        failure.Message.ShouldBe(
            "The time zones of these schedules are not known on this machine: 'On Mars' (Mars/Olympus). Install its time zone data.");
    }

    [Fact]
    public async Task PauseOfMoreThanAWeek_IsAnAlarm_UntilItIsResumed()
    {
        var id = (await SetAsync(Hourly())).Schedule!.Id;
        await Commands.PauseAsync(Person, id, Now.AddDays(30), RunningConsole.Cancellation);
        await PassAsync(TimeSpan.FromDays(6));
        Console.Get<AlarmStore>().Current.Open.Keys.ShouldNotContain(key => key.Kind == AlarmKind.SchedulePaused);
        await PassAsync(TimeSpan.FromDays(2));
        Alarm(AlarmKind.SchedulePaused).Text.ShouldBe(
            "Schedule 'Docs' has been paused for more than 7 days, until 2026-04-01 09:00:00 UTC.");
        await Commands.ResumeAsync(Person, id, RunningConsole.Cancellation);
        await LookAsync();
        Alarm(AlarmKind.SchedulePaused).EndedAt.ShouldNotBeNull();
    }

    /// <summary>Its text names the schedule: a team that cannot see the schedule does not see its alarm.</summary>
    [Fact]
    public async Task Alarm_OfASchedule_IsForItsTeam_AndForThoseWhoCanViewEverything()
    {
        Person = A.Person(A.Administrator);
        await SetAsync(Hourly(team: null));
        await SetAsync(Hourly("Ours", "Docs"));
        await RestartAsync(TimeSpan.FromMinutes(105));
        Seen(A.Docs).ShouldBe(["Docs"]);
        Seen(A.Support).ShouldBeEmpty();
        Seen(A.Auditor).ShouldBe(["", "Docs"], ignoreOrder: true);
    }

    private Alarm Alarm(AlarmKind kind) => Console.Get<AlarmStore>().Current.Open.Single(open => open.Key.Kind == kind).Value;

    private IEnumerable<string?> Seen(string role) => Console.Get<AlarmStore>().Current
        .VisibleTo(Console.Get<Permissions>().Of(A.Person(role))).Open.Values.Where(alarm => alarm.Key.Kind is AlarmKind.ScheduleMissed)
        .Select(alarm => alarm.Team);
}
