using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Schedules;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Schedules;

/// <summary>A running console with one zone, and schedules that begin to run when a test moves the clock.</summary>
[StorageSuite]
public abstract class SchedulesTest : IAsyncLifetime
{
    protected SchedulesTest()
    {
        Console = New();
        Europe = Console.Nuclia.AddZone("europe").With(A.Box("docs-a"), A.Box("docs-b"), A.Box("legal"));
    }

    protected TestStorage Storage { get; } = new();

    protected RunningConsole Console { get; private set; }

    protected FakeZone Europe { get; private set; }

    protected ClaimsPrincipal Person { get; set; } = A.Person(A.Operator);

    protected DateTimeOffset Now => Console.Clock.GetUtcNow();

    protected ScheduleCommands Commands => Console.Get<ScheduleCommands>();

    /// <summary>What was decided, by time and box.</summary>
    protected IReadOnlyList<Operation> Decided =>
        [.. Console.Journal.Current.Operations.Values.Where(operation => operation.Occurrence is not null)
            .OrderBy(operation => operation.Occurrence!.At).ThenBy(operation => operation.KnowledgeBoxSlug)];

    public async ValueTask InitializeAsync() => await Console.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Console.DisposeAsync();
        Storage.Dispose();
    }

    internal static Schedule OfDocs() => Hourly();

    /// <summary>Hourly, at the full hour, for the boxes of the docs.</summary>
    protected static Schedule Hourly(string name = "Docs", string? team = "Operators", params BoxScope[] boxes) => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        Team = team,
        CreatedBy = new Actor("", ""),
        Boxes = boxes.Length > 0 ? boxes : [new BoxScope(BoxScope.EveryZone, null, "docs-*")],
        Cron = "0 * * * *",
        TimeZone = "UTC",
        StartWindow = TimeSpan.FromMinutes(30),
        MostInZone = 10,
        MostInAll = 10,
    };

    protected async Task<Operation> SetAsync(Schedule schedule, Guid? seen = null)
    {
        var result = await Commands.SetAsync(Person, schedule, seen, RunningConsole.Cancellation);
        result.Problem.ShouldBeNull();
        return result.Operation!;
    }

    /// <summary>Moves the clock, has the zone looked at, and lets the runner look at its schedules once more.</summary>
    protected async Task PassAsync(TimeSpan time)
    {
        await Console.Clock.WaiterAsync(TimeSpan.Zero, ScheduleRunner.Pulse);
        Console.Clock.Advance(time);
        await LookAsync();
    }

    protected async Task LookAsync()
    {
        await Console.RecordedPollAsync();
        for (var round = 0; round < 2; round++)
            await Console.Clock.PassAsync(ScheduleRunner.Pulse);
        await Console.Clock.WaiterAsync(ScheduleRunner.Pulse, ScheduleRunner.Pulse);
        await FeedReader.UntilAsync(Console.Journal.Subscribe(), journal => !journal.Active.Any());
    }

    /// <summary>Ends the process, and starts it again after a while.</summary>
    /// <param name="settle">False where something is in doubt for longer.</param>
    protected async Task RestartAsync(TimeSpan away, Action<FakeZone>? meanwhile = null, bool settle = true)
    {
        var (now, boxes, backups) = (Now, Europe.Boxes, Europe.Backups);
        await Console.DisposeAsync();
        Console = New();
        Console.Clock.Advance(now - Console.Clock.GetUtcNow() + away);
        Europe = Console.Nuclia.AddZone("europe");
        (Europe.Boxes, Europe.Backups) = (boxes, backups);
        meanwhile?.Invoke(Europe);
        await Console.StartAsync();
        if (settle)
            await LookAsync();
    }

    protected static (string, OperationState, int) Facts(Operation operation) =>
        (operation.KnowledgeBoxSlug, operation.State, operation.Occurrence!.Merged);

    private RunningConsole New() => new(Storage);
}
