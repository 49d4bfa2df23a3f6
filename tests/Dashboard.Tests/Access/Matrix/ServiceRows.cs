using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Calendars;
using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Operations;
using BackupDashboard.Retention;
using BackupDashboard.Schedules;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Every method that takes a <see cref="Caller"/>, and the right that it takes. One that is not here fails the test.</summary>
public static class ServiceRows
{
    public static IReadOnlyList<ServiceRow> All { get; } =
    [
        new("BackupOperations.StartAsync", Right.Backup, async (console, caller, item) =>
            Refusal(await console.Operations.StartAsync(caller, item.Zone, item.BoxId, false, Ct))),
        new("BackupOperations.StartAllAsync", Right.Backup, async (console, caller, item) =>
            Refusal(await console.Operations.StartAllAsync(caller, [new(item.Zone, item.BoxId)], new HashSet<BoxInZone>(), Ct))),
        new("BackupOperations.DeleteAsync", Right.Delete, async (console, caller, item) =>
            Refusal(await console.Operations.DeleteAsync(caller, item.Zone, item.BackupId, item.Slug, Ct))),
        new("BackupOperations.DeleteAllAsync", Right.Delete, async (console, caller, item) =>
            Refusal(await console.Operations.DeleteAllAsync(caller, item.Zone, [item.BackupId], item.Slug, Ct))),
        new("BackupOperations.RestoreAsync", Right.Restore, async (console, caller, item) =>
            Refusal(await console.Operations.RestoreAsync(caller, item.Zone, item.BackupId,
                new NewKnowledgeBox(item.NewSlug, "Restored", []), Ct))),
        new("Pins.PinAsync", Right.Delete, async (console, caller, item) =>
            Refusal(await console.Get<Pins>().PinAsync(caller, item.Zone, item.BackupId, "A reason", Ct))),
        new("Pins.UnpinAsync", Right.Delete, async (console, caller, item) =>
            Refusal(await console.Get<Pins>()
                .UnpinAsync(caller, item.Zone, item.BackupId, Ct))) { PrepareAsync = AuthorizationFixture.PinAsync },
        new("Goals.SetAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await console.Get<Goals>().SetAsync(caller, [Scope(item)], AuthorizationFixture.Goal, Ct))),
        new("Goals.ClearAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await console.Get<Goals>()
                .ClearAsync(caller, Scope(item), Ct))) { PrepareAsync = AuthorizationFixture.SetGoalAsync },
        new("Goals.ExemptAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await console.Get<Goals>().ExemptAsync(caller, [Scope(item)], "A reason", console.Clock.GetUtcNow().AddDays(1), Ct))),
        new("Goals.EndExemptionAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await console.Get<Goals>()
                .EndExemptionAsync(caller, Scope(item), Ct))) { PrepareAsync = AuthorizationFixture.ExemptAsync },
        new("ScheduleCommands.SetAsync", Right.Plan, async (console, caller, item) => Refusal(await Schedules(console).SetAsync(
            caller, AuthorizationFixture.Schedule(item, Owner(caller)), null, Ct))),
        new("ScheduleCommands.PauseAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await Schedules(console).PauseAsync(caller, item.ScheduleId, console.Clock.GetUtcNow().AddDays(1), Ct)))
        {
            PrepareAsync = AuthorizationFixture.SetScheduleAsync,
        },
        new("ScheduleCommands.ResumeAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await Schedules(console).ResumeAsync(caller, item.ScheduleId, Ct)))
        {
            PrepareAsync = AuthorizationFixture.SetScheduleAsync,
        },
        new("ScheduleCommands.SkipAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await Schedules(console).SkipAsync(caller, item.ScheduleId, null, Ct)))
        {
            PrepareAsync = AuthorizationFixture.SetScheduleAsync,
        },
        new("ScheduleCommands.DeleteAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await Schedules(console).DeleteAsync(caller, item.ScheduleId, Ct)))
        {
            PrepareAsync = AuthorizationFixture.SetScheduleAsync,
        },
        new("RetentionCommands.SetAsync", Right.Plan, async (console, caller, item) => Refusal(await Retention(console).SetAsync(
            caller, AuthorizationFixture.Retention(item, Owner(caller)), null, Ct))),
        new("RetentionCommands.ArmAsync", Right.Plan, async (console, caller, item) => Refusal(await Retention(console).ArmAsync(
            caller, item.RetentionId, HashOfNothing(console, item), Ct)))
        {
            PrepareAsync = AuthorizationFixture.SetRetentionAsync,
        },
        new("RetentionCommands.ReleaseAsync", Right.Plan, async (console, caller, item) =>
        {
            // Nothing waits to be released: who may is told that.
            var result = await Retention(console).ReleaseAsync(caller, item.RetentionId, HashOfNothing(console, item), Ct);
            return result.Problem == RuleProblems.NotBraked ? null : Refusal(result);
        })
        {
            PrepareAsync = AuthorizationFixture.ArmRetentionAsync,
            IsWritten = false,
        },
        new("RetentionCommands.DisarmAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await Retention(console).DisarmAsync(caller, item.RetentionId, Ct)))
        {
            PrepareAsync = AuthorizationFixture.ArmRetentionAsync,
        },
        new("RetentionCommands.PauseAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await Retention(console).PauseAsync(caller, item.RetentionId, console.Clock.GetUtcNow().AddDays(1), Ct)))
        {
            PrepareAsync = AuthorizationFixture.ArmRetentionAsync,
        },
        new("RetentionCommands.ResumeAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await Retention(console).ResumeAsync(caller, item.RetentionId, Ct)))
        {
            PrepareAsync = AuthorizationFixture.ArmRetentionAsync,
        },
        new("RetentionCommands.DeleteAsync", Right.Plan, async (console, caller, item) =>
            Refusal(await Retention(console).DeleteAsync(caller, item.RetentionId, Ct)))
        {
            PrepareAsync = AuthorizationFixture.SetRetentionAsync,
        },
        new("NotificationCommands.SetChannelAsync", Right.Administer, async (console, caller, item) =>
            Refusal(await Notifications(console).SetChannelAsync(caller, AuthorizationFixture.Channel(item) with
            {
                Kind = ChannelKind.Webhook,
                Url = "https://receiver.example.com",
                SecretSetting = null,
            }, null, WebhookSignature.NewSecret(), Ct)))
        {
            IsAboutAnObject = false,
        },
        new("NotificationCommands.TestAsync", Right.Administer, async (console, caller, item) =>
            (await Notifications(console).TestAsync(caller, item.ChannelId, Ct)).Problem?.Text)
        {
            PrepareAsync = AuthorizationFixture.SetChannelAsync,
            IsAboutAnObject = false,
            IsWritten = false,
        },
        new("ChannelReceipts.ConfirmAsync", Right.View, async (console, caller, item) =>
            (await console.Get<ChannelReceipts>().ConfirmAsync(caller, item.ChannelId, Ct)).Problem?.Text)
        {
            PrepareAsync = AuthorizationFixture.AskForReceiptAsync,
            IsAboutAnObject = false,
            IsForAllViewers = true,
            IsWritten = false,
        },
        new("NotificationCommands.DeleteChannelAsync", Right.Administer, async (console, caller, item) =>
            Refusal(await Notifications(console).DeleteChannelAsync(caller, item.ChannelId, Ct)))
        {
            PrepareAsync = AuthorizationFixture.SetChannelAsync,
            IsAboutAnObject = false,
        },
        new("NotificationCommands.SetRouteAsync", Right.Administer, async (console, caller, item) =>
            Refusal(await Notifications(console).SetRouteAsync(caller, AuthorizationFixture.Route(item), null, Ct)))
        {
            PrepareAsync = AuthorizationFixture.SetChannelAsync,
            IsAboutAnObject = false,
        },
        new("NotificationCommands.DeleteRouteAsync", Right.Administer, async (console, caller, item) =>
            Refusal(await Notifications(console).DeleteRouteAsync(caller, item.RouteId, Ct)))
        {
            PrepareAsync = AuthorizationFixture.SetRouteAsync,
            IsAboutAnObject = false,
        },
        new("OperationDecisions.CancelAsync", Right.Delete, async (console, caller, item) =>
            Refusal(await console.Get<OperationDecisions>()
                .CancelAsync(caller, item.OperationId, Ct))) { PrepareAsync = AuthorizationFixture.ScheduleDeletionAsync },
        new("OperationDecisions.CancelAllAsync", Right.Delete, async (console, caller, item) =>
            Refusal((await console.Get<OperationDecisions>().CancelAllAsync(caller, [item.OperationId], Ct))
                .Single())) { PrepareAsync = AuthorizationFixture.ScheduleDeletionAsync },
        new("OperationDecisions.ReleaseAsync", Right.Delete, async (console, caller, item) =>
            Refusal(await console.Get<OperationDecisions>()
                .ReleaseAsync(caller, item.OperationId, Ct))) { PrepareAsync = AuthorizationFixture.HoldDeletionAsync },
        new("OperationDecisions.TreatAsFailedAsync", Right.Delete, async (console, caller, item) =>
            Refusal(await console.Get<OperationDecisions>()
                .TreatAsFailedAsync(caller, item.OperationId, "A reason", Ct))) { PrepareAsync = AuthorizationFixture.DoubtDeletionAsync },
        new("OperationDecisions.ConfirmContentAsync", Right.Restore, async (console, caller, item) =>
            Refusal(await console.Get<OperationDecisions>()
                .ConfirmContentAsync(caller, item.OperationId, "A reason", Ct))) { PrepareAsync = AuthorizationFixture.RestoreAsync },
        new("CalendarFeeds.CreateAsync", Right.View, async (console, caller, _) =>
            (await console.Get<CalendarFeeds>().CreateAsync(caller, Ct)).Problem?.Text)
        {
            IsAboutAnObject = false,
            IsForAllViewers = true,
            IsWritten = false,
        },
        new("CalendarFeeds.RevokeAsync", Right.View, async (console, caller, _) =>
            (await console.Get<CalendarFeeds>().RevokeAsync(caller, Ct))?.Text)
        {
            IsAboutAnObject = false,
            IsForAllViewers = true,
            IsWritten = false,
        },
        new("ApprovalDecisions.ApproveAsync", Right.Approve, async (console, caller, item) =>
            Refusal((await console.Get<ApprovalDecisions>().ApproveAsync(caller, [Seen(console, item)], Ct))
                .Single())) { PrepareAsync = AuthorizationFixture.AskForApprovalAsync },
        new("ApprovalDecisions.RejectAsync", Right.Approve, async (console, caller, item) =>
            Refusal((await console.Get<ApprovalDecisions>().RejectAsync(caller, [Seen(console, item)], "A reason", Ct))
                .Single())) { PrepareAsync = AuthorizationFixture.AskForApprovalAsync },
        new("Acknowledgements.AcknowledgeAsync", Right.View, async (console, caller, item) =>
        {
            var refusal = await console.Get<Acknowledgements>().AcknowledgeAsync(caller, [item.OperationId], Ct);
            var isOpen = console.Get<AlarmStore>().Current.Unacknowledged.Any(alarm => alarm.Id == item.OperationId);
            return refusal ?? (isOpen || item.IsMissing ? "nothing to acknowledge" : null);
        })
        {
            Rights = [Right.Backup, Right.Restore, Right.Delete],
            PrepareAsync = AuthorizationFixture.RaiseAlarmAsync,
            IsWritten = false,
        },
    ];

    /// <summary>The parts of the ways in: they say who asks, and what an operation looks like, and do nothing.</summary>
    public static IReadOnlyList<string> NoWaysIn { get; } =
        ["CommandGuard.ConfirmAsync", "CommandGuard.ConfirmViewerAsync", "CommandGuard.Missing",
            "RuleGuard.ProblemOfOwner", "RuleGuard.BoxesOf", "OperationRequests.Of",
            "OperationRequests.New", "OperationRequests.RepeatedAsync"];

    // As someone would who has seen the facts.
    private static SeenFacts Seen(RunningConsole console, Item item) =>
        new(item.OperationId, console.Journal.Current.Find(item.OperationId)?.Approval?.Hash ?? "");

    private static BoxScope Scope(Item item) => new(item.Zone, item.BoxId, item.Slug);

    private static ScheduleCommands Schedules(RunningConsole console) => console.Get<ScheduleCommands>();

    private static RetentionCommands Retention(RunningConsole console) => console.Get<RetentionCommands>();

    private static NotificationCommands Notifications(RunningConsole console) => console.Get<NotificationCommands>();

    // What someone would send who has seen the rule.
    private static string HashOfNothing(RunningConsole console, Item item) =>
        console.Get<RetentionPlanner>().PlanOf(AuthorizationFixture.Retention(item, item.Team)).Hash;

    // The team that someone would make it for.
    private static string? Owner(Caller caller) => caller.Actor.Name switch
    {
        nameof(Persona.TeamA) => "Docs",
        nameof(Persona.TeamB) => "Support",
        nameof(Persona.Administrator) => null,
        _ => "Operators",
    };

    private static CancellationToken Ct => RunningConsole.Cancellation;

    private static string? Refusal(RequestResult result) => result.Problem is { } problem ? $"{problem.Kind}: {problem.Text}" : null;

    private static string? Refusal(BatchResult batch) =>
        batch.Problem is { } problem ? $"{problem.Kind}: {problem.Text}" : Refusal(batch.Results.Single());
}
