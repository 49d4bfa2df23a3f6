using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>What waits for a zone that the account no longer lists: nothing is sent, nothing is given up, and it says so.</summary>
public sealed class HeldTests : IAsyncLifetime
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10) + TimeSpan.FromMilliseconds(11);
    private readonly TestStorage _storage = new();
    private RunningConsole _console;
    private FakeZone _europe;

    public HeldTests()
    {
        _console = New();
        _europe = AddEurope();
    }

    public async ValueTask InitializeAsync() => await _console.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _console.DisposeAsync();
        _storage.Dispose();
    }

    [Fact]
    public async Task Deletion_FallsDueWhileTheZoneIsGone_IsHeldAndGetsANewGraceWhenItIsBack()
    {
        var id = await DeleteAsync();
        await LeaveAsync();
        await _console.PassGraceAsync(Grace);
        var held = await _console.OperationAsync(id, operation => operation.IsHeld);
        held.State.ShouldBe(OperationState.Scheduled);
        held.Problem!.Text.ShouldBe(
            "The account no longer lists zone 'europe'. Nothing is sent until it does again; until then this can be undone.");

        await ReturnAsync();
        var again = await _console.OperationAsync(id, operation => operation.IsInGrace);
        again.DueAt.ShouldBe(_console.Clock.GetUtcNow() + Grace);
        again.Problem!.Text.ShouldContain("it can be undone once more");
        _console.Nuclia.Sent.ShouldBeEmpty();

        await _console.PassGraceAsync(Grace);
        (await _console.OperationAsync(id, operation => !operation.IsActive)).State.ShouldBe(OperationState.Succeeded);
        _console.Nuclia.Sent.ShouldBe(["delete europe b1"]);
    }

    [Fact]
    public async Task Deletion_HeldAndUndone_IsNeverSent()
    {
        var id = await DeleteAsync();
        await LeaveAsync();
        await _console.PassGraceAsync(Grace);
        await _console.OperationAsync(id, operation => operation.IsHeld);
        var undone = await _console.Get<OperationDecisions>().CancelAsync(A.Person(A.Operator), id, RunningConsole.Cancellation);
        undone.IsAccepted.ShouldBeTrue();

        await ReturnAsync();
        (await _console.EndedAsync(await StartAsync())).State.ShouldBe(OperationState.Succeeded);
        _console.Nuclia.Sent.ShouldBe(["create europe kb-handbook"]);
    }

    [Fact]
    public async Task Deletion_DueAfterARestartWithoutTheZone_IsHeldUntilItIsBack()
    {
        var id = await DeleteAsync();
        await _console.DisposeAsync();
        _console = New();
        AddEurope().IsListed = false;
        await _console.StartAsync();
        await _console.PassGraceAsync(Grace);
        (await _console.OperationAsync(id, operation => operation.IsHeld)).Problem!.Kind.ShouldBe(ProblemKind.ZoneGone);

        await _console.DisposeAsync();
        _console = New();
        _console.Clock.Advance(Grace * 2);
        _europe = AddEurope();
        await _console.StartAsync();
        (await _console.OperationAsync(id, operation => operation.IsInGrace)).DueAt.ShouldBe(_console.Clock.GetUtcNow() + Grace);
        _console.Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Restore_WaitingForItsNextAttempt_IsHeldAndGoesOn()
    {
        _europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.KnowledgeBoxBeingCreated));
        var request = await _console.Operations.RestoreAsync(
            A.Person(A.Operator), "europe", "b1", new NewKnowledgeBox("copy", "Copy", []), RunningConsole.Cancellation);
        var id = request.Operation!.Id;
        await _console.OperationAsync(id, operation => operation is { Attempts: 1, DueAt: not null });
        await LeaveAsync();
        await _console.Clock.PassAsync(TimeSpan.FromSeconds(5));
        await _console.OperationAsync(id, operation => operation.IsHeld);
        await ReturnAsync();
        (await _console.OperationAsync(id, operation => !operation.IsActive)).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task Unknown_WhileTheZoneIsGone_SaysThatNobodyCanLook()
    {
        _europe.FailNext(Ask.Create, A.Error(NucliaErrorKind.TimedOut));
        var id = (await StartAsync()).Operation!.Id;
        await _console.OperationAsync(id, operation => operation.State is OperationState.Unknown);
        await LeaveAsync();
        await _console.Clock.PassAsync(TimeSpan.FromSeconds(5));
        var unknown = await _console.OperationAsync(id, operation => operation.Problem?.Kind is ProblemKind.ZoneGone);
        unknown.State.ShouldBe(OperationState.Unknown);
        unknown.Problem!.Text.ShouldContain("it cannot be checked whether this was applied");

        _europe.With(A.Running("made", started: _console.Clock.GetUtcNow()));
        await ReturnAsync();
        await _console.Clock.PassAsync(TimeSpan.FromSeconds(5));
        (await _console.OperationAsync(id, operation => !operation.IsActive)).UpstreamId.ShouldBe("made");
        _console.Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ZoneGone_EveryRequest_IsRefusedWithTheReason()
    {
        await LeaveAsync();
        var person = A.Person(A.Operator);
        OperationProblem?[] problems =
        [
            (await StartAsync()).Problem,
            (await _console.Operations.DeleteAsync(person, "europe", "b1", "handbook", RunningConsole.Cancellation)).Problem,
            (await _console.Operations.DeleteAllAsync(person, "europe", ["b1"], "handbook", RunningConsole.Cancellation)).Problem,
            (
                await _console.Operations.RestoreAsync(person, "europe", "b1", new NewKnowledgeBox("copy", "Copy", []),
                    RunningConsole.Cancellation)).Problem,
        ];
        problems.ShouldAllBe(problem => problem == new Problems.ZoneGone("europe"));
    }

    private Task<RequestResult> StartAsync() =>
        _console.Operations.StartAsync(A.Person(A.Operator), "europe", "kb-handbook", evenIfRunning: false, RunningConsole.Cancellation);

    private async Task<Guid> DeleteAsync()
    {
        var request = await _console.Operations.DeleteAsync(A.Person(A.Operator), "europe", "b1", "handbook", RunningConsole.Cancellation);
        request.Problem.ShouldBeNull();
        await _console.Clock.WaiterAsync(UndoTime.Interval, UndoTime.Interval);
        return request.Operation!.Id;
    }

    private async Task LeaveAsync()
    {
        _europe.IsListed = false;
        for (var poll = 0; poll < 2; poll++)
            await PollAsync();
    }

    private async Task ReturnAsync()
    {
        _europe.IsListed = true;
        await PollAsync();
    }

    private Task PollAsync() =>
        _console.PollAccountAsync();

    private FakeZone AddEurope() => _console.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup());

    private RunningConsole New()
    {
        var console = new RunningConsole(_storage);
        console.Set("Operations:DeleteGrace", Grace.ToString());
        return console;
    }
}
