using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>What there can be on an object. Each leaves its id with the object.</summary>
public sealed partial class AuthorizationFixture
{
    /// <summary>Who has requested it: no one of the table.</summary>
    public const string Preparer = "Prepared";

    public static Task<Item> ScheduleDeletionAsync(RunningConsole console, Item item) => ScheduleDeletionAsync(console, item, Preparer);

    public static Task<Item> ScheduleDeletionAsync(RunningConsole console, Item item, string by) =>
        ScheduleDeletionAsync(console.Operations, item, by);

    public static async Task<Item> ScheduleDeletionAsync(BackupOperations operations, Item item, string by) =>
        With(item, await operations.DeleteAsync(Administrator(by), item.Zone, item.BackupId, item.Slug, RunningConsole.Cancellation));

    public static async Task<Item> PinAsync(RunningConsole console, Item item) =>
        With(
            item,
            await console.Get<Pins>().PinAsync(Administrator(Preparer), item.Zone, item.BackupId, "Prepared", RunningConsole.Cancellation));

    public static Goal Goal { get; } = new(TimeSpan.FromHours(6));

    public static async Task<Item> SetGoalAsync(RunningConsole console, Item item) => With(item, (await console.Get<Goals>().SetAsync(
        Administrator(Preparer), [new(item.Zone, item.BoxId, item.Slug)], Goal, RunningConsole.Cancellation)).Results.Single());

    public static async Task<Item> ExemptAsync(RunningConsole console, Item item) => With(item, (await console.Get<Goals>().ExemptAsync(
        Administrator(Preparer), [new(item.Zone, item.BoxId, item.Slug)], "Prepared", console.Clock.GetUtcNow().AddDays(1),
        RunningConsole.Cancellation)).Results.Single());

    /// <summary>A deletion that someone else has to approve.</summary>
    public static Task<Item> AskForApprovalAsync(RunningConsole console, Item item)
    {
        var asked = console.Get<ApprovalGate>().Ask(
            Operation(console, item) with { Kind = OperationKind.Delete }, [ApprovalReason.OnlyCompleted], together: []);
        return AddAsync(
            console, item, asked with { Approval = asked.Approval! with { ApproveBy = console.Clock.GetUtcNow().AddDays(1) } });
    }

    /// <summary>A deletion that was found in an older database.</summary>
    public static Task<Item> HoldDeletionAsync(RunningConsole console, Item item) => AddAsync(console, item, Operation(console, item) with
    {
        Problem = new Problems.DatabaseOlder(),
    });

    /// <summary>A deletion of which no one knows whether it happened.</summary>
    public static Task<Item> DoubtDeletionAsync(RunningConsole console, Item item) => AddAsync(console, item, Operation(console, item) with
    {
        Kind = OperationKind.Delete,
        State = OperationState.Unknown,
        Attempts = 1,
        SentAt = console.Clock.GetUtcNow(),
        FirstSentAt = console.Clock.GetUtcNow(),
        Problem = new CloudProblems.NoAnswer("No answer came."),
    });

    /// <summary>A restore whose content is arriving.</summary>
    public static Task<Item> RestoreAsync(RunningConsole console, Item item)
    {
        var zone = console.Nuclia.Zones.Single(zone => zone.Zone.Slug == item.Zone);
        zone.Counters = zone.Counters.SetItem($"new-{item.Number:D4}", new Counters(0, 0, 0, 0));
        return AddAsync(console, item, Operation(console, item) with
        {
            Kind = OperationKind.Restore,
            Target = OperationTarget.Slug(item.NewSlug),
            NewBox = new NewKnowledgeBox(item.NewSlug, "Restored", []),
            UpstreamId = $"new-{item.Number:D4}",
            State = OperationState.Succeeded,
            EndedAt = console.Clock.GetUtcNow(),
        });
    }

    public static async Task<Item> RaiseAlarmAsync(RunningConsole console, Item item)
    {
        var key = new AlarmKey(AlarmKind.BackupStalled, item.Zone, item.BackupId);
        await console.Get<AlarmStore>()
            .RaiseAsync([new AlarmNews(key, $"A backup of {item.Slug} stalls.", item.Slug)], RunningConsole.Cancellation);
        return item with { OperationId = console.Get<AlarmStore>().Current.Open[key].Id };
    }

    public static Task<Item> SetScheduleAsync(RunningConsole console, Item item) => SetScheduleAsync(console.Journal, item);

    /// <summary>A schedule of its team, which is paused for longer than the tests run.</summary>
    public static Task<Item> SetScheduleAsync(OperationJournal journal, Item item) => SetRuleAsync(
        journal, item, OperationKind.SetSchedule, OperationTarget.Schedule(item.ScheduleId),
        rule => rule with { Schedule = Schedule(item, item.Team) with { CreatedBy = rule.Actor } });

    public static Task<Item> SetRetentionAsync(RunningConsole console, Item item) => SetRetentionAsync(console.Journal, item);

    public static Task<Item> ArmRetentionAsync(RunningConsole console, Item item) =>
        SetRetentionAsync(console.Journal, item, isArmed: true);

    /// <summary>A retention rule of its team, which lets nothing go.</summary>
    public static Task<Item> SetRetentionAsync(OperationJournal journal, Item item, bool isArmed = false) => SetRuleAsync(
        journal, item, OperationKind.SetRetention, OperationTarget.Retention(item.RetentionId),
        rule => rule with
        {
            Retention = Retention(item, item.Team) with
            {
                CreatedBy = rule.Actor,
                ArmedAt = isArmed ? TestClock.Origin : null,
                PausedUntil = isArmed ? FarOff : null,
            },
            RetentionBefore = journal.Current.RetentionOf(item.RetentionId)?.Retention,
        });

    private static async Task<Item> SetRuleAsync(
        OperationJournal journal, Item item, OperationKind kind, string target, Func<Operation, Operation> complete)
    {
        var rule = complete(new Operation
        {
            Id = Guid.NewGuid(),
            Kind = kind,
            Zone = BoxScope.EveryZone,
            Target = target,
            KnowledgeBoxId = "",
            KnowledgeBoxSlug = "*",
            Actor = new Actor("oid of the preparer", Preparer),
            RequestedAt = TestClock.Origin,
            State = OperationState.Succeeded,
            EndedAt = TestClock.Origin,
        });
        (await journal.TryAddAsync(rule, RunningConsole.Cancellation)).ShouldBeNull();
        return item with { OperationId = rule.Id };
    }

    public static Task<Item> SetChannelAsync(RunningConsole console, Item item) => SetRuleAsync(
        console.Journal, item, OperationKind.SetChannel, Channel(item).Target, rule => rule with { Channel = Channel(item) });

    /// <summary>A channel, and a message by it that has its id and asks who reads it.</summary>
    public static async Task<Item> AskForReceiptAsync(RunningConsole console, Item item)
    {
        var now = console.Clock.GetUtcNow();
        await console.Get<NotificationStore>()
            .RecordAsync(item.ChannelId, receipt => receipt with { AskedBy = item.ChannelId, AskedAt = now });
        return await SetChannelAsync(console, item);
    }

    /// <summary>With its channel.</summary>
    public static async Task<Item> SetRouteAsync(RunningConsole console, Item item)
    {
        await SetChannelAsync(console, item);
        return await SetRuleAsync(
            console.Journal, item, OperationKind.SetRoute, Route(item).Target, rule => rule with { Route = Route(item) });
    }

    /// <summary>Its address comes from a setting that is not there, so that nothing is sent.</summary>
    public static NotificationChannel Channel(Item item) => new()
    {
        Id = item.ChannelId,
        Name = item.Slug,
        Kind = ChannelKind.Slack,
        CreatedBy = new Actor("", ""),
        SecretSetting = "None",
    };

    public static NotificationRoute Route(Item item) => new()
    {
        Id = item.RouteId,
        Name = item.Slug,
        CreatedBy = new Actor("", ""),
        Channels = [item.ChannelId],
    };

    public static RetentionRule Retention(Item item, string? team) => new()
    {
        Id = item.RetentionId,
        Name = $"Standard, {item.Slug}",
        Team = team,
        CreatedBy = new Actor("", ""),
        Terms = new RetentionTerms
        {
            Scope = RetentionScope.All,
            Boxes = [new BoxScope(item.Zone, item.BoxId, item.Slug)],
            Keep = new RetentionCounts(Last: 100, Hourly: 0, Daily: 0, Weekly: 0, Monthly: 0, Yearly: 0),
            MinimumAge = TimeSpan.FromHours(24),
            TimeZone = "UTC",
        },
    };

    public static Schedule Schedule(Item item, string? team) => new()
    {
        Id = item.ScheduleId,
        Name = $"Every hour, {item.Slug}",
        Team = team,
        CreatedBy = new Actor("", ""),
        Boxes = [new BoxScope(item.Zone, item.BoxId, item.Slug)],
        Cron = "0 * * * *",
        TimeZone = "UTC",
        StartWindow = TimeSpan.FromHours(1),
        PausedUntil = FarOff,
    };

    private static readonly DateTimeOffset FarOff = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static async Task<Item> AddAsync(RunningConsole console, Item item, Operation operation)
    {
        (await console.Journal.TryAddAsync(operation, RunningConsole.Cancellation)).ShouldBeNull();
        return item with { OperationId = operation.Id };
    }

    private static Operation Operation(RunningConsole console, Item item) => new()
    {
        Id = Guid.NewGuid(),
        Kind = OperationKind.Delete,
        Zone = item.Zone,
        Target = OperationTarget.Backup(item.Zone, item.BackupId),
        KnowledgeBoxId = item.BoxId,
        KnowledgeBoxSlug = item.Slug,
        BackupId = item.BackupId,
        BackupStartedAt = item.Backup.StartedAt,
        Actor = new Actor("oid of the preparer", Preparer),
        RequestedAt = console.Clock.GetUtcNow(),
        State = OperationState.Scheduled,
    };

    private static Caller Administrator(string name) => A.Person(name, [A.Administrator], []);

    private static Item With(Item item, RequestResult result)
    {
        result.Problem.ShouldBeNull();
        return item with { OperationId = result.Operation!.Id };
    }
}
