using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>What the dashboard requests by itself, for a schedule that someone set up.</summary>
[StorageSuite]
public sealed class SystemCallerTests : OperationsTest
{
    private static readonly Guid Id = Guid.NewGuid();

    [Fact]
    public async Task Schedule_OfOperators_ActsInItsOwnNameWithoutASession()
    {
        Console.Sessions.Answer = new Confirmation.Ended();
        var operation = await EndAsync(RequestAsync("Operators"));
        operation.State.ShouldBe(OperationState.Succeeded);
        operation.Actor.ShouldBe(new Actor($"schedule/{Id}", "Nightly, set up by Ada"));
        operation.Via.ShouldBe(OperationVia.Schedule);
        operation.RequestKey!.Name.ShouldBe($"schedule/{Id}/kb-handbook/2026-03-02T09:00Z");
    }

    [Fact]
    public async Task Schedule_DueTwiceAtOneTime_IsOneOperation()
    {
        var first = await EndAsync(RequestAsync("Operators"));
        (await RequestAsync("Operators")).Operation!.Id.ShouldBe(first.Id);
        Europe.Calls(Ask.Create).ShouldBe(1);
    }

    [Fact]
    public async Task Schedule_OfATeamThatMayNot_OrThatIsNoLongerThere_IsRefused()
    {
        RefusalOf(await RequestAsync("Auditors")).ShouldBe(ProblemKind.NotAllowed);
        RefusalOf(await RequestAsync("No such team")).ShouldBe(ProblemKind.NotFound);
        Europe.Calls(Ask.Create).ShouldBe(0);
    }

    [Fact]
    public async Task Schedule_WithoutATeam_ActsWithTheRightsOfTheAdministrators() =>
        (await EndAsync(RequestAsync(team: null))).State.ShouldBe(OperationState.Succeeded);

    private Task<RequestResult> RequestAsync(string? team)
    {
        var schedule = new Schedule
        {
            Id = Id,
            Name = "Nightly",
            Team = team,
            CreatedBy = new Actor("ada", "Ada"),
            Boxes = [],
            Cron = "0 9 * * *",
            TimeZone = "UTC",
            StartWindow = TimeSpan.FromHours(1),
        };
        return Console.Operations.StartAsync(
            new ScheduleCaller(schedule, new Occurrence(Id, TestClock.Origin), "kb-handbook"), "europe", "kb-handbook", evenIfRunning: true,
            RunningConsole.Cancellation);
    }
}
