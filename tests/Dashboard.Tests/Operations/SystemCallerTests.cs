using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>What the dashboard requests by itself, for a rule that someone set up.</summary>
public sealed class SystemCallerTests : OperationsTest
{
    [Fact]
    public async Task Rule_OfAnOperator_ActsInItsOwnNameWithoutASession()
    {
        Console.Sessions.Answer = new Confirmation.Ended();
        var operation = await EndAsync(RequestAsync(Rule("due/1", A.Operator)));
        operation.State.ShouldBe(OperationState.Succeeded);
        operation.Actor.ShouldBe(new Actor("schedule/7", "Nightly, set up by Ada Operator"));
        operation.Via.ShouldBe(OperationVia.Schedule);
        operation.RequestKey!.Name.ShouldBe("due/1");
    }

    [Fact]
    public async Task Rule_DueTwiceUnderOneName_IsOneOperation()
    {
        var first = await EndAsync(RequestAsync(Rule("due/1", A.Operator)));
        (await RequestAsync(Rule("due/1", A.Operator))).Operation!.Id.ShouldBe(first.Id);
        Europe.Calls(Ask.Create).ShouldBe(1);
    }

    [Fact]
    public async Task Rule_OfSomeoneWhoMayNot_IsRefused()
    {
        RefusalOf(await RequestAsync(Rule("due/1", A.Auditor))).ShouldBe(ProblemKind.NotAllowed);
        RefusalOf(await RequestAsync(Rule("due/2", "no team's role"))).ShouldBe(ProblemKind.NotFound);
        Europe.Calls(Ask.Create).ShouldBe(0);
    }

    [Fact]
    public void Authority_OfAPerson_IsTheirRolesAndGroups() =>
        Authority.Of(A.Person("Ada", ["role"], ["group"])).Memberships.ShouldBe(["role", "group"]);

    private static SystemCaller Rule(string due, string role) =>
        new("schedule/7", "Nightly", Authority.Of(A.Person(role)), new RequestKey(due, "start a backup"));

    private Task<RequestResult> RequestAsync(SystemCaller rule) =>
        Console.Operations.StartAsync(rule, "europe", "kb-handbook", evenIfRunning: true, RunningConsole.Cancellation);
}
