using BackupDashboard.Activities;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>What was under way when the program ended is looked at by the next start, and never sent again.</summary>
[StorageSuite]
public sealed class RestartTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5003);
    private readonly TestStorage _storage = new();

    public void Dispose() => _storage.Dispose();

    [Theory]
    [InlineData(OperationKind.Start)]
    [InlineData(OperationKind.Delete)]
    [InlineData(OperationKind.Restore)]
    public async Task Sent_AppliedByTheCloud_IsAdopted(OperationKind kind)
    {
        var id = await LeaveSentAsync(kind);
        await using var console = New();
        var zone = console.Nuclia.AddZone("europe");
        if (kind is not OperationKind.Delete)
            zone.With(A.Backup());
        if (kind is OperationKind.Start)
            zone.With(A.Running("made", started: console.Clock.GetUtcNow()));
        if (kind is OperationKind.Restore)
            zone.With(A.Box("copy", "Copy", "made"));
        await console.StartAsync();

        // The zone may not be known yet at the first look of the reconciler: it then waits once.
        var end = console.OperationAsync(id, operation => !operation.IsActive);
        if (await Task.WhenAny(end, console.Clock.WaiterAsync(Interval, Interval)) != end)
            console.Clock.Advance(Interval);
        var ended = await end;
        ended.State.ShouldBe(OperationState.Succeeded);
        ended.UpstreamId.ShouldBe(kind is OperationKind.Delete ? "b1" : "made");
        console.Nuclia.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OperationKind.Start)]
    [InlineData(OperationKind.Delete)]
    [InlineData(OperationKind.Restore)]
    public async Task Sent_NeverApplied_HasFailedAfterLongEnough(OperationKind kind)
    {
        var id = await LeaveSentAsync(kind);
        await using var console = New();
        console.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup());
        await console.StartAsync();
        for (var look = 1; look <= 24; look++)
            await console.Clock.PassAsync(Interval);

        (await console.OperationAsync(id, operation => !operation.IsActive)).State.ShouldBe(OperationState.Failed);
        (await console.Journal.StoryAsync(id, RunningConsole.Cancellation)).Select(entry => entry.Operation.State)
            .ShouldBe([OperationState.Scheduled, OperationState.Sent, OperationState.Unknown, OperationState.Failed]);
        console.Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task WaitingForItsTurn_Restore_GoesOnAfterTheRestart()
    {
        Guid id;
        await using (var console = New())
        {
            console.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup())
                .Fail(Ask.Restore, A.Error(NucliaErrorKind.KnowledgeBoxBeingCreated));
            await console.StartAsync();
            id = await RequestAsync(console, OperationKind.Restore);
            await console.OperationAsync(id, operation => operation is { State: OperationState.Scheduled, DueAt: not null });
        }

        await using var next = New();
        next.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup());
        await next.StartAsync();
        await next.Clock.PassAsync(Interval);
        var ended = await next.OperationAsync(id, operation => !operation.IsActive);
        ended.State.ShouldBe(OperationState.Succeeded);
        ended.Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task Deletion_DueWhileThereWasNoDashboard_CanBeUndoneOnceMoreAndWaitsForTheZones()
    {
        var grace = TimeSpan.FromMinutes(10);
        Guid id;
        await using (var console = New())
        {
            console.Set("Operations:DeleteGrace", grace.ToString());
            console.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup());
            await console.StartAsync();
            id = await RequestAsync(console, OperationKind.Delete);
        }

        await using var next = New();
        next.Set("Operations:DeleteGrace", grace.ToString());
        next.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup());
        next.Nuclia.Hold(Ask.Account);
        next.Clock.Advance(grace * 2);
        await next.StartAsync(settle: false);
        await next.Nuclia.CalledAsync(Ask.Account, 1);
        var anew = next.Journal.Current.Find(id)!;
        anew.DueAt.ShouldBe(next.Clock.GetUtcNow() + grace);
        anew.Problem!.Text.ShouldBe(
            "The dashboard was not running all the time, so this could not always be undone. It can be undone once more before it is "
                + "sent.");
        next.Log.Warnings.ShouldContain(
            line => line.Contains($"Operation {id}", StringComparison.Ordinal)
                && line.Contains("was not running", StringComparison.Ordinal));
        Story.Of(await next.Journal.StoryAsync(id, RunningConsole.Cancellation))[^1].Title.ShouldBe("The time to undo is prolonged");

        await next.PassGraceAsync(grace);
        next.Journal.Current.Find(id)!.State.ShouldBe(OperationState.Scheduled);
        next.Nuclia.Release(Ask.Account);
        (await next.OperationAsync(id, operation => !operation.IsActive)).State.ShouldBe(OperationState.Succeeded);
        next.Nuclia.Sent.ShouldBe(["delete europe b1"]);
    }

    [Fact]
    public async Task Shutdown_WithinTheDrainTime_RecordsTheAnswer()
    {
        Guid id;
        await using (var console = New())
        {
            console.Set("Operations:DrainTimeout", "00:00:20");
            var zone = console.Nuclia.AddZone("europe").With(A.Box());
            await console.StartAsync();
            zone.Hold(Ask.Create);
            id = await RequestAsync(console, OperationKind.Start);
            await zone.CalledAsync(Ask.Create, 1);
            var stopped = console.StopAsync();
            await console.Clock.WaiterAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
            zone.Release(Ask.Create);
            await stopped;
        }

        await using var next = New();
        next.Nuclia.AddZone("europe");
        await next.StartAsync();
        next.Journal.Current.Find(id)!.ShouldSatisfyAllConditions(
            operation => operation.State.ShouldBe(OperationState.Succeeded),
            operation => operation.UpstreamId.ShouldBe("backup-1"));
    }

    private async Task<Guid> LeaveSentAsync(OperationKind kind)
    {
        await using var console = New();
        var zone = console.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup());
        await console.StartAsync();
        foreach (var ask in new[] { Ask.Create, Ask.Delete, Ask.Restore })
            zone.Hold(ask);
        var id = await RequestAsync(console, kind);
        await console.OperationAsync(id, operation => operation.State is OperationState.Sent);
        return id;
    }

    private static async Task<Guid> RequestAsync(RunningConsole console, OperationKind kind)
    {
        var person = A.Person(A.Operator);
        var result = await (kind switch
        {
            OperationKind.Start => console.Operations.StartAsync(person, "europe", "kb-handbook", false, RunningConsole.Cancellation),
            OperationKind.Delete => console.Operations.DeleteAsync(person, "europe", "b1", "handbook", RunningConsole.Cancellation),
            _ => console.Operations.RestoreAsync(
                person, "europe", "b1", new NewKnowledgeBox("copy", "Copy", []), RunningConsole.Cancellation),
        });
        result.Problem.ShouldBeNull();
        return result.Operation!.Id;
    }

    private RunningConsole New()
    {
        var console = new RunningConsole(_storage);
        console.Set("Operations:ReconcileInterval", Interval.ToString());
        console.Set("Operations:CreationRetry", Interval.ToString());
        return console;
    }
}
