using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Retention;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Retention;

/// <summary>A running console with one zone, a box with five backups, and rules that begin to act when a test moves the clock.</summary>
[StorageSuite]
public abstract class RetentionTest : IAsyncLifetime
{
    private readonly TimeSpan _grace;

    /// <param name="grace">For how long a deletion can be undone.</param>
    protected RetentionTest(TimeSpan grace)
    {
        _grace = grace;
        Console = New();
        Europe = Console.Nuclia.AddZone("europe").With(A.Box("docs"), A.Box("legal"))
            .With([.. Enumerable.Range(1, 5).Select(day => A.Backup($"b{day}", "docs", TestClock.Origin.AddDays(-2 * day)))])
            .With([.. Enumerable.Range(1, 20).Select(day => A.Backup($"l{day}", "legal", TestClock.Origin.AddDays(-2 * day)))]);
    }

    protected TestStorage Storage { get; } = new();

    protected RunningConsole Console { get; private set; }

    protected FakeZone Europe { get; private set; }

    protected ClaimsPrincipal Person { get; set; } = A.Person(A.Operator);

    protected RetentionCommands Commands => Console.Get<RetentionCommands>();

    protected static CancellationToken Ct => RunningConsole.Cancellation;

    /// <summary>What rules have requested, the oldest backup first.</summary>
    protected IReadOnlyList<Operation> Deletions =>
        [.. Console.Journal.Current.Operations.Values.Where(operation => operation.Via is OperationVia.Retention)
            .OrderBy(operation => operation.BackupStartedAt)];

    protected IEnumerable<string> Doomed => Deletions.Where(operation => operation.IsActive).Select(operation => operation.BackupId!);

    public async ValueTask InitializeAsync() => await Console.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Console.DisposeAsync();
        Storage.Dispose();
    }

    /// <summary>Of the docs, keeps the last two.</summary>
    internal static RetentionRule OfDocs(string name = "Standard", string? team = "Operators", int last = 2) => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        Team = team,
        CreatedBy = new Actor("", ""),
        Terms = new RetentionTerms
        {
            Scope = RetentionScope.All,
            Boxes = [new BoxScope(BoxScope.EveryZone, null, "docs*")],
            Keep = new RetentionCounts { Last = last },
            MinimumAge = TimeSpan.FromHours(24),
            TimeZone = "UTC",
        },
    };

    protected async Task<RetentionRule> SetAsync(RetentionRule rule, Guid? seen = null)
    {
        var result = await Commands.SetAsync(Person, rule, seen, Ct);
        result.Problem.ShouldBeNull();
        return result.Operation!.Retention!;
    }

    protected async Task<RetentionRule> ArmAsync(RetentionRule rule)
    {
        await SetAsync(rule);
        var result = await Commands.ArmAsync(Person, rule.Id, PlanOf(rule.Id).Hash, Ct);
        result.Problem.ShouldBeNull();
        return result.Operation!.Retention!;
    }

    protected RetentionPlan PlanOf(Guid id) => Console.Get<RetentionPlanner>().Plans[id];

    protected Alarm? Alarm(AlarmKind kind) =>
        Console.Get<AlarmStore>().Current.Open.Values.SingleOrDefault(alarm => alarm.Key.Kind == kind && alarm.EndedAt is null);

    /// <summary>Moves the clock, has the zone looked at, and lets the runner look once more.</summary>
    protected async Task PassAsync(TimeSpan time)
    {
        await Console.Clock.WaiterAsync(TimeSpan.Zero, RetentionRunner.Pulse);
        Console.Clock.Advance(time);
        await LookAsync();
    }

    protected async Task LookAsync()
    {
        await Console.RecordedPollAsync();
        await Console.RecordedPollAsync();
        for (var round = 0; round < 2; round++)
            await Console.Clock.PassAsync(RetentionRunner.Pulse);
        await Console.Clock.WaiterAsync(RetentionRunner.Pulse, RetentionRunner.Pulse);
    }

    /// <summary>Lets so much time pass that what goes of a box has stayed the same for long enough.</summary>
    protected async Task SettleAsync()
    {
        for (var time = TimeSpan.Zero; time <= RetentionRunner.Settled + RetentionRunner.Pulse; time += RetentionRunner.Pulse)
        {
            await Console.RecordedPollAsync();
            await Console.Clock.PassAsync(RetentionRunner.Pulse);
        }

        await Console.Clock.WaiterAsync(RetentionRunner.Pulse, RetentionRunner.Pulse);
    }

    /// <summary>Waits until nothing is being deleted any longer.</summary>
    protected async Task SentAsync()
    {
        const int Most = 200;
        await FeedReader.UntilAsync(
            Console.Journal.Subscribe(), journal => journal.Active.All(one => one is not { State: OperationState.Scheduled }
                and not { State: OperationState.Sent, AcceptedAt: null }));
        for (var poll = 0; poll < Most && Console.Journal.Current.Active.Any(); poll++)
        {
            Console.Clock.Advance(TimeSpan.FromSeconds(1));
            await Console.RecordedPollAsync();
        }

        await FeedReader.UntilAsync(Console.Journal.Subscribe(), journal => !journal.Active.Any());
    }

    /// <summary>Ends the process, and starts it again after a while.</summary>
    protected async Task RestartAsync(TimeSpan away, Action? meanwhile = null)
    {
        var (now, boxes, backups) = (Console.Clock.GetUtcNow(), Europe.Boxes, Europe.Backups);
        await Console.DisposeAsync();
        meanwhile?.Invoke();
        Console = New();
        Console.Clock.Advance(now - Console.Clock.GetUtcNow() + away);
        Europe = Console.Nuclia.AddZone("europe");
        (Europe.Boxes, Europe.Backups) = (boxes, backups);
        await Console.StartAsync();
    }

    private RunningConsole New()
    {
        var console = new RunningConsole(Storage);
        console.Set("Operations:DeleteGrace", _grace.ToString());
        return console;
    }
}
