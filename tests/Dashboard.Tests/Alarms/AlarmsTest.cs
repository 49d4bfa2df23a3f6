using System.Security.Claims;
using BackupDashboard.Alarms;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Alarms;

/// <summary>A running console with one zone that has been polled: one box and one completed backup of it, an hour old.</summary>
[StorageSuite]
public abstract class AlarmsTest : IAsyncLifetime
{
    private readonly TestStorage _storage = new();

    protected AlarmsTest()
    {
        Console = new RunningConsole(_storage);
        Europe = Console.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup(started: TestClock.Origin.AddHours(-1)));
    }

    protected RunningConsole Console { get; private set; }

    protected FakeNuclia Nuclia => Console.Nuclia;

    protected FakeZone Europe { get; private set; }

    protected AlarmStore Book => Console.Get<AlarmStore>();

    protected Acknowledgements Acknowledgements => Console.Get<Acknowledgements>();

    protected static CancellationToken Cancellation => RunningConsole.Cancellation;

    protected static ClaimsPrincipal Operator { get; } = A.Person(A.Operator);

    protected IEnumerable<AlarmKind> Kinds => Book.Current.Unacknowledged.Select(alarm => alarm.Key.Kind);

    protected Alarm Only => Book.Current.Unacknowledged.ShouldHaveSingleItem();

    public virtual async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Console.DisposeAsync();
        _storage.Dispose();
    }

    protected async Task StartAsync()
    {
        await Console.StartAsync();
        await Console.News.HeardAsync("europe", 1);
    }

    /// <summary>Stops, lets the cloud change, and starts again over the same storage.</summary>
    protected async Task RestartAsync(Action<FakeZone>? meanwhile = null)
    {
        await StopAsync();
        meanwhile?.Invoke(Europe);
        await StartAsync();
    }

    /// <summary>Ends the console; the next one, over the same storage and cloud, is not started yet.</summary>
    protected async Task StopAsync()
    {
        await Console.DisposeAsync();
        var (before, now) = (Europe, Console.Clock.GetUtcNow());
        Console = new RunningConsole(_storage);
        Console.Clock.SetUtcNow(now);
        Europe = Console.Nuclia.AddZone("europe");
        (Europe.Boxes, Europe.Backups) = (before.Boxes, before.Backups);
    }

    protected async Task PollAsync(int times = 1)
    {
        for (var look = 0; look < times; look++)
        {
            Console.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await Console.RecordedPollAsync();
        }
    }

    /// <summary>Has the account looked at.</summary>
    protected async Task PollAccountAsync(int times = 1)
    {
        for (var poll = 0; poll < times; poll++)
        {
            Console.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await Console.PollAccountAsync();
        }
    }

    protected Task<AlarmSnapshot> UntilAsync(Func<AlarmSnapshot, bool> condition) => FeedReader.UntilAsync(Book.Subscribe(), condition);

    protected async Task AcknowledgeAllAsync() =>
        (await Acknowledgements.AcknowledgeAsync(Operator, [.. Book.Current.Unacknowledged.Select(alarm => alarm.Id)], Cancellation))
            .ShouldBeNull();

    protected void Remove(string backupId) => Europe.Backups = Europe.Backups.RemoveAll(backup => backup.Id == backupId);

    protected static ZoneSnapshot Of(RunningConsole console) => console.Zone("europe").Current;
}
