using System.Diagnostics.Metrics;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Operations;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Operations.Model;

/// <summary>
/// One life of the dashboard's process: the real services, created over what the database holds. Nothing runs by itself but the
/// watchers, and those look only when they are asked.
/// </summary>
internal sealed class ModelConsole : IAsyncDisposable
{
    public static readonly OperationsOptions Settings = new() { DeleteGrace = TimeSpan.FromSeconds(30) };

    private static readonly IOptions<OperationsOptions> Options = Microsoft.Extensions.Options.Options.Create(Settings);
    private static readonly Everybody Access = new();
    private static readonly PollDurations Durations = new(new OneMeter());
    private static readonly CommandLimit Limit = new(
        Microsoft.Extensions.Options.Options.Create(new LimitsOptions { CommandsPerMinute = 100_000 }));
    private static readonly TimeSpan Never = TimeSpan.FromDays(40);
    private static readonly EphemeralDataProtectionProvider Protection = new();

    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<Guid, long> _doubtSince = [];
    private readonly ZoneWatchers _zones;
    private readonly AccountWatcher _account;
    private readonly Reconciler _reconciler;
    private readonly OperationExecutor _executor;
    private readonly ModelClock _clock;
    private readonly Task _watching;
    private readonly StorageProbe _probe;
    private readonly UndoTime _undo;
    private readonly PendingAtStart _pending;

    private ModelConsole(
        ModelCloud cloud, ModelClock clock, IDbContextFactory<DashboardContext> contexts, JournalKey key, LastHead lastHead)
    {
        _clock = clock;
        var live = Microsoft.Extensions.Options.Options.Create(
            new PollingOptions { QuickInterval = Never, CalmInterval = Never, SlowInterval = Never });
        _zones = new ZoneWatchers(cloud, live, Durations, clock, NullLogger<ZoneWatcher>.Instance);
        _account = new AccountWatcher(cloud, _zones, new NothingRecorded(), live, clock, NullLogger<AccountWatcher>.Instance);
        Journal = new OperationJournal(contexts, key, lastHead, clock);
        var permissions = new Permissions(Access, NullLogger<Permissions>.Instance);
        var sessions = new FakeSessions();
        var guard = new CommandGuard(permissions, sessions, Limit, NullLogger<CommandGuard>.Instance);
        var (monitor, views) = (new ZoneMonitor(_zones, _account), new ZoneViews(_zones, _account));
        var slugs = new SlugPolicy(new SlugCheck(monitor, clock), Journal, monitor);
        var gate = new ApprovalGate(monitor, Journal, permissions, sessions, Options, clock);
        var requests = new OperationRequests(Journal, gate, Options, clock, NullLogger<OperationRequests>.Instance);
        var counters = new CountersBefore(cloud, clock, NullLogger<CountersBefore>.Instance);
        Operations = new BackupOperations(guard, views, Journal, slugs, gate, requests);
        Pins = new Pins(guard, views, Journal, gate, requests, clock);
        Decisions = new OperationDecisions(guard, Journal, Options, clock, NullLogger<OperationDecisions>.Instance);
        _reconciler = new Reconciler(monitor, Journal, Options, clock, NullLogger<Reconciler>.Instance);
        _executor = new OperationExecutor(
            new OperationContext(cloud, slugs, counters, monitor), gate, monitor, Journal, Options, clock,
            NullLogger<OperationExecutor>.Instance);
        _probe = new StorageProbe(contexts, Protection, [], clock);
        _undo = new UndoTime(Journal, _probe, Options, clock, NullLogger<UndoTime>.Instance);
        _pending = new PendingAtStart(Journal, gate, Options, clock, NullLogger<PendingAtStart>.Instance);
        _watching = _account.RunAsync(_end.Token);
    }

    public OperationJournal Journal { get; }

    public BackupOperations Operations { get; }

    public Pins Pins { get; }

    public OperationDecisions Decisions { get; }

    public ZoneSnapshot Picture => _zones.Find(ModelCloud.ZoneSlug)!.Current;

    /// <summary>
    /// As the program starts: the journal is read, what waits is held or begins to wait again, what was sent without an answer is unknown.
    /// </summary>
    public static async Task<ModelConsole> StartAsync(
        ModelCloud cloud, ModelClock clock, IDbContextFactory<DashboardContext> contexts, JournalKey key, LastHead lastHead)
    {
        var console = new ModelConsole(cloud, clock, contexts, key, lastHead);
        await console.Journal.LoadAsync(CancellationToken.None);
        await console._pending.LoadAsync(CancellationToken.None);
        await console.Journal.KeepHeadAsync(CancellationToken.None);
        await console.PollAsync();
        foreach (var operation in console.Journal.Current.Active.Where(operation =>
                operation is { State: OperationState.Sent, AcceptedAt: null }).ToList())
            await console._executor.RecoverAsync(operation.Id);
        await console.CountAsync();
        return console;
    }

    /// <summary>One look of the watchers, and no other one under way afterwards.</summary>
    public async Task PollAsync()
    {
        await _account.PollNowAsync(CancellationToken.None);
        await _zones.Find(ModelCloud.ZoneSlug)!.PollNowAsync(CancellationToken.None);
    }

    /// <summary>As the runner does in every round.</summary>
    public Task CountAsync() => _undo.CountAsync(CancellationToken.None);

    public bool IsDue(Operation operation) =>
        operation is { State: OperationState.Scheduled, AwaitsRelease: false } && _undo.LeftOf(operation) == TimeSpan.Zero;

    /// <summary>One turn of an operation, as the runner gives it, unexpected errors and full disks included.</summary>
    public async Task SendAsync(Operation operation)
    {
        try
        {
            await _executor.SendAsync(operation, CancellationToken.None, CancellationToken.None);
        }
        catch (StorageException)
        {
            await _executor.RecoverAsync(operation.Id);
        }

        await PollAsync();
    }

    /// <summary>One look of the reconciler. Its doubt begins when the process begins to look.</summary>
    public Task SettleAsync(Guid id)
    {
        _doubtSince.TryAdd(id, _clock.GetTimestamp());
        return _reconciler.PollOnceAsync(id, _clock.GetElapsedTime(_doubtSince[id]), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        await _zones.DisposeAsync();
        Journal.Dispose();
        _probe.Dispose();
        _end.Dispose();
    }

    private sealed class OneMeter : IMeterFactory
    {
        private readonly Meter _meter = new("model");

        public Meter Create(MeterOptions options) => _meter;

        public void Dispose() => _meter.Dispose();
    }

    private sealed class NothingRecorded : IKnownZones
    {
        public Task<IReadOnlyList<string>> SlugsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

        public Task<KnownSnapshot> LastSnapshotAsync(string slug, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"Nothing is recorded of zone '{slug}'.");
    }

    private sealed class Everybody : IOptionsMonitor<AccessOptions>
    {
        public AccessOptions CurrentValue { get; } =
            new() { Teams = { new TeamOptions { Name = "All", Member = A.Operator, Rights = { Right.Administer } } } };

        public AccessOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<AccessOptions, string?> listener) => null;
    }
}
