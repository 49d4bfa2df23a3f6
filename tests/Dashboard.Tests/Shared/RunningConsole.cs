using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Alarms;
using BackupDashboard.Approvals;
using BackupDashboard.Calendars;
using BackupDashboard.Cluster;
using BackupDashboard.Coverage;
using BackupDashboard.Digests;
using BackupDashboard.Fingerprints;
using BackupDashboard.Hosting;
using BackupDashboard.Hubs;
using BackupDashboard.Inventory;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Notifications;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Restores;
using BackupDashboard.Retention;
using BackupDashboard.Schedules;
using BackupDashboard.Storage;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Shared;

/// <summary>
/// The dashboard without its pages: the real services, registered as the program does, over a fake cloud and a clock of ours.
/// </summary>
public sealed class RunningConsole : IAsyncDisposable
{
    /// <summary>Who may do what in every test that says nothing else.</summary>
    public static IReadOnlyDictionary<string, string?> Teams { get; } = new Dictionary<string, string?>
    {
        ["Access:Teams:0:Name"] = "Administrators",
        ["Access:Teams:0:Member"] = A.Administrator,
        ["Access:Teams:0:Rights:0"] = nameof(Right.Administer),
        ["Access:Teams:1:Name"] = "Operators",
        ["Access:Teams:1:Member"] = A.Operator,
        ["Access:Teams:1:Rights:0"] = nameof(Right.View),
        ["Access:Teams:1:Rights:1"] = nameof(Right.Backup),
        ["Access:Teams:1:Rights:2"] = nameof(Right.Restore),
        ["Access:Teams:1:Rights:3"] = nameof(Right.Delete),
        ["Access:Teams:1:Rights:4"] = nameof(Right.Plan),
        ["Access:Teams:2:Name"] = "Auditors",
        ["Access:Teams:2:Member"] = A.Auditor,
        ["Access:Teams:2:Rights:0"] = nameof(Right.View),
        ["Access:Teams:3:Name"] = "Docs",
        ["Access:Teams:3:Member"] = A.Docs,
        ["Access:Teams:3:Boxes:0"] = "docs-*",
        ["Access:Teams:3:Rights:0"] = nameof(Right.View),
        ["Access:Teams:3:Rights:1"] = nameof(Right.Backup),
        ["Access:Teams:3:Rights:2"] = nameof(Right.Restore),
        ["Access:Teams:3:Rights:3"] = nameof(Right.Delete),
        ["Access:Teams:3:Rights:4"] = nameof(Right.Plan),
        ["Access:Teams:3:Rights:5"] = nameof(Right.Approve),
        ["Access:Teams:3:RestorePrefix"] = "docs-",
        ["Access:Teams:4:Name"] = "Support",
        ["Access:Teams:4:Member"] = A.Support,
        ["Access:Teams:4:Zones:0"] = "europe",
        ["Access:Teams:4:Boxes:0"] = "support-*",
        ["Access:Teams:4:Rights:0"] = nameof(Right.View),
        ["Access:Teams:4:Rights:1"] = nameof(Right.Restore),
    };

    private readonly TestLog _log = new();
    private readonly Dictionary<string, string?> _settings = new(Teams)
    {
        // Tests of the limits set their own.
        ["Limits:CommandsPerMinute"] = "100000",

        // Tests of the grace period and of the shutdown set their own.
        ["Operations:DeleteGrace"] = "00:00:00",
        ["Operations:DrainTimeout"] = "00:00:00",

        // Lengths that no one else waits for.
        ["Storage:CheckInterval"] = "00:00:15.031",
    };

    private IServiceProvider? _services;
    private IHostedService[] _hosted = [];
    private OperationJournal? _journal;
    private ServiceProvider? _owned;
    private readonly bool _ownsStorage;

    private readonly TestStorage _storage;

    /// <param name="storage">What an earlier console has left: this one is its restart. Not disposed with it.</param>
    public RunningConsole(TestStorage? storage = null)
    {
        Nuclia = new FakeNuclia(Clock);
        _storage = storage ?? new TestStorage();
        _ownsStorage = storage is null;
        _storage.AddTo(_settings);
    }

    public TestClock Clock { get; } = new();

    public FakeNuclia Nuclia { get; }

    public FakeSessions Sessions { get; } = new();

    public TestLog Log => _log;

    public TestStorage Storage => _storage;

    /// <summary>The last to learn of a poll: by then, the alarms have been raised.</summary>
    public ReportLog News { get; } = new();

    public OperationJournal Journal => Get<OperationJournal>();

    public AccountWatcher Account => Get<AccountWatcher>();

    public BackupOperations Operations => Get<BackupOperations>();

    /// <summary>Of someone who can view everything.</summary>
    public Grants EveryGrant => Get<Permissions>().Of(A.Person(A.Administrator));

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => (_services ?? throw new InvalidOperationException("Start the console first.")).GetRequiredService<T>();

    public ZoneWatcher Zone(string slug) =>
        Get<ZoneWatchers>().Find(slug) ?? throw new InvalidOperationException($"Nobody watches zone '{slug}'.");

    /// <summary>Before the start only.</summary>
    public void Set(string key, string value) => _settings[key] = value;

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build());
        services.AddLogging(logging => logging.ClearProviders().AddProvider(_log));
        services
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<INucliaReader>(Nuclia)
            .AddSingleton<INucliaCommands>(Nuclia)
            .AddSingleton<ITokenExpiry>(Nuclia)
            .AddSingleton<IHostEnvironment>(new TestEnvironment())
            .AddSingleton(_storage.Protection)
            .AddStorage()
            .AddAccess()
            .AddSingleton<ISessions>(Sessions)
            .AddLimits()
            .AddZones()
            .AddHubs()
            .AddJournal()
            .AddKnowledgeBoxes()
            .AddOperations()
            .AddFingerprints()
            .AddRestores()
            .AddActivity()
            .AddCoverage()
            .AddSchedules()
            .AddRetention()
            .AddInventory()
            .AddAlarms()
            .AddNotifications()
            .AddDigests()
            .AddApprovals()
            .AddCalendars()
            .AddCluster()
            .AddSingleton<IZoneReportHandler>(News);
    }

    /// <summary>Runs the loops, and waits until every zone has been looked at once.</summary>
    /// <param name="services">Where the services were added to; none: they get a provider of their own.</param>
    /// <param name="settle">False where a zone is held back.</param>
    /// <param name="hosted">True where a host runs the loops.</param>
    public async Task StartAsync(IServiceProvider? services = null, bool settle = true, bool hosted = false)
    {
        if (services is null)
        {
            var collection = new ServiceCollection();
            AddTo(collection);
            services = _owned = collection.BuildServiceProvider(validateScopes: true);
        }

        _services = services;
        _journal = Journal;
        _hosted =
            [.. services.GetServices<IHostedService>().Where(service => service.GetType().Assembly == typeof(OperationJournal).Assembly)];
        if (hosted)
            _hosted = [];
        else
            await OpenAsync(services);
        foreach (var service in _hosted)
            await service.StartAsync(Cancellation);
        if (!settle)
            return;

        await AccountAsync(account => account.AsOf is not null || account.Failure is not null);
        foreach (var watcher in Get<ZoneWatchers>().All)
            await ZoneAsync(watcher.Zone.Slug, zone => zone.Version > 0);
    }

    /// <summary>As the program does, before the host starts.</summary>
    public static Task OpenAsync(IServiceProvider services) => services.GetRequiredService<Database>().OpenAsync(Cancellation);

    /// <summary>Has a zone looked at; what the fake holds now is then in the snapshot.</summary>
    public Task PollAsync(string zone = "europe") => Zone(zone).PollNowAsync(Cancellation).WaitAsync(TestSignal.Patience, Cancellation);

    public Task PollAccountAsync() => Account.PollNowAsync(Cancellation).WaitAsync(TestSignal.Patience, Cancellation);

    /// <summary>Has a zone looked at, and waits until the look has been compared with what is recorded.</summary>
    public async Task RecordedPollAsync(string zone = "europe")
    {
        await PollAsync(zone);
        await News.HeardAsync(zone, Zone(zone).Current.Version);
    }

    public Task<ZoneSnapshot> ZoneAsync(string zone, Func<ZoneSnapshot, bool> condition) =>
        FeedReader.UntilAsync(Zone(zone).Subscribe(), condition);

    public Task<AccountSnapshot> AccountAsync(Func<AccountSnapshot, bool> condition) =>
        FeedReader.UntilAsync(Account.Subscribe(), condition);

    /// <summary>Waits until the operation is as it should be.</summary>
    public async Task<Operation> OperationAsync(Guid id, Func<Operation, bool> condition)
    {
        var journal = await FeedReader.UntilAsync(
            Journal.Subscribe(), journal => journal.Find(id) is { } operation && condition(operation));
        return journal.Find(id)!;
    }

    /// <summary>Lets the time pass in which something can be undone, counted as the runner counts it.</summary>
    public async Task PassGraceAsync(TimeSpan grace)
    {
        for (var left = grace; left > TimeSpan.Zero; left -= UndoTime.Interval)
            await Clock.PassAsync(left < UndoTime.Interval ? left : UndoTime.Interval);
    }

    public Task<Operation> EndedAsync(RequestResult result)
    {
        result.Problem.ShouldBeNull();
        return OperationAsync(result.Operation!.Id, operation => !operation.IsActive);
    }

    /// <summary>Ends the loops, as a shutdown of the host does.</summary>
    public async Task StopAsync()
    {
        foreach (var service in _hosted.Reverse())
            await service.StopAsync(CancellationToken.None);
        _hosted = [];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_owned is not null)
            await _owned.DisposeAsync();
        _journal?.Current.Operations.Values.Where(operation => operation.Problem?.GetType() == typeof(OperationProblem))
            .ShouldBeEmpty("The journal keeps words that are the same for ever: give the problem a record of its own.");
        if (_ownsStorage)
            _storage.Dispose();
        _log.ShouldHaveNoErrors();
    }
}
