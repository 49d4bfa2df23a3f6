using System.Reflection;
using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Backups;
using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Layout;
using BackupDashboard.Notifications;
using BackupDashboard.Operations;
using BackupDashboard.Restores;
using BackupDashboard.Retention;
using BackupDashboard.Schedules;
using BackupDashboard.Shell;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>
/// Every dialog, opened about something for which the right is missing: all of its events, then the handler behind its button.
/// </summary>
public sealed class DialogMatrixTests : PageMatrixTest
{
    /// <summary>The dialog, the right it takes, how it is opened, what is filled in behind the fields, and its handler.</summary>
    private sealed record Row(
        Type Dialog, Right Right, Func<IDialogService, DialogMatrixTests, Task> ShowAsync, Func<Item, (string Field, object Value)?> Fill,
        string Handler);

    private static readonly Row[] Rows =
    [
        new(typeof(StartBackupDialog), Right.Backup, (dialogs, _) => StartBackupDialog.ShowAsync(dialogs, "europe"),
            item => ("_box", new KnowledgeBox(item.BoxId, item.Slug, item.Slug, IsAgent: false)), "StartAsync"),
        new(
            typeof(StartManyDialog), Right.Backup,
            (dialogs, test) => StartManyDialog.ShowAsync(dialogs, [new(test.Item.Zone, test.Item.BoxId)], default),
            item => ("_boxes", new List<BoxCoverage> { Uncovered(item) }), "StartAsync"),
        new(
            typeof(DeleteBackupDialog), Right.Delete,
            (dialogs, test) => DeleteBackupDialog.ShowAsync(dialogs, "europe", test.Item.BackupId),
            item => ("_typed", item.Slug), "DeleteAsync"),
        new(
            typeof(DeleteManyDialog), Right.Delete,
            (dialogs, test) => DeleteManyDialog.ShowAsync(dialogs, "europe", [test.Item.BackupId], default),
            item => ("_typed", item.Slug), "DeleteAsync"),
        new(
            typeof(PinDialog), Right.Delete, (dialogs, test) => PinDialog.ShowAsync(dialogs, "europe", BackupOf(test.Item)),
            _ => ("_reason", "A reason"), "PinAsync"),
        new(
            typeof(GoalDialog), Right.Plan, (dialogs, test) => GoalDialog.ShowAsync(dialogs, [ScopeOf(test.Item)], default),
            _ => ("_hours", 12), "SetAsync"),
        new(
            typeof(ExemptDialog), Right.Plan, (dialogs, test) => ExemptDialog.ShowAsync(dialogs, [ScopeOf(test.Item)], default),
            _ => ("_reason", "A reason"), "ExemptAsync"),
        new(
            typeof(PauseScheduleDialog), Right.Plan, (dialogs, test) => PauseScheduleDialog.ShowAsync(dialogs, ScheduleOf(test.Item)),
            _ => ("_until", "2026-03-09"), "PauseAsync"),
        new(
            typeof(DeleteScheduleDialog), Right.Plan, (dialogs, test) => DeleteScheduleDialog.ShowAsync(dialogs, ScheduleOf(test.Item)),
            _ => null, "DeleteAsync"),
        new(
            typeof(PauseRetentionDialog), Right.Plan, (dialogs, test) => PauseRetentionDialog.ShowAsync(dialogs, RetentionOf(test.Item)),
            _ => ("_until", "2026-03-09"), "PauseAsync"),
        new(
            typeof(DeleteRetentionDialog), Right.Plan, (dialogs, test) => DeleteRetentionDialog.ShowAsync(dialogs, RetentionOf(test.Item)),
            _ => null, "DeleteAsync"),
        new(
            typeof(ConfirmPlanDialog), Right.Plan, (dialogs, test) => test.ShowPlanAsync(dialogs), _ => null, "ConfirmAsync"),
        new(
            typeof(DeleteNotificationDialog), Right.Administer, (dialogs, test) => test.ShowChannelAsync(dialogs), _ => null,
            "DeleteAsync"),
        new(
            typeof(TreatAsFailedDialog), Right.Delete,
            (dialogs, test) => TreatAsFailedDialog.ShowAsync(dialogs, test.OperationOf(test.InDoubt)),
            _ => ("_reason", "A reason"), "DecideAsync"),
        new(
            typeof(DeclareCompleteDialog), Right.Restore,
            (dialogs, test) => DeclareCompleteDialog.ShowAsync(dialogs, test.OperationOf(test.Arriving)),
            _ => ("_reason", "A reason"), "DeclareAsync"),
    ];

    private static Schedule ScheduleOf(Item item) => AuthorizationFixture.Schedule(item, item.Team);

    private static RetentionRule RetentionOf(Item item) => AuthorizationFixture.Retention(item, item.Team);

    // To arm it, which has to be what has not been done yet.
    private async Task ShowPlanAsync(IDialogService dialogs)
    {
        await AuthorizationFixture.SetRetentionAsync(Console, Item);
        await ConfirmPlanDialog.ShowAsync(dialogs, Console.Get<RetentionPlanner>().PlanOf(RetentionOf(Item)));
    }

    private async Task ShowChannelAsync(IDialogService dialogs)
    {
        if (Console.Journal.Current.ChannelOf(Item.ChannelId) is null)
            await AuthorizationFixture.SetChannelAsync(Console, Item);
        await DeleteNotificationDialog.ShowAsync(dialogs, AuthorizationFixture.Channel(Item));
    }

    private static BoxScope ScopeOf(Item item) => new(item.Zone, item.BoxId, item.Slug);

    private static BoxCoverage Uncovered(Item item) => new(
        item.Zone, new KnowledgeBox(item.BoxId, item.Slug, item.Slug, IsAgent: false), Verdict.None,
        new FreshnessGoal(TimeSpan.FromDays(1), TimeSpan.FromDays(1)), null, null, null, 0, 0);

    private static readonly Persona[] Personas = [Persona.NoRole, Persona.Auditor, Persona.TeamA, Persona.TeamB, Persona.Operator,
        Persona.Administrator];

    public static TheoryData<string, Persona, Thing> Cells =>
    [
        .. from row in Rows
           from persona in Personas
           from thing in new[] { Thing.DocsInEurope, Thing.SupportInEurope, Thing.LegalInEurope }
           select new TheoryDataRow<string, Persona, Thing>(row.Dialog.Name, persona, thing),
    ];

    [Fact]
    public void Dialogs_OfTheConsole_AreTheRows() => typeof(RequestDialog).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.GetProperties().Any(property => property.PropertyType == typeof(IMudDialogInstance)))
        .ShouldBe(
            Rows.Select(row => row.Dialog).Concat([typeof(SearchDialog), typeof(LeaveDialog)]),
            ignoreOrder: true,
            "say here which right the dialog takes");

    /// <summary>It takes no right, and finds what can be viewed.</summary>
    [Theory]
    [InlineData(Persona.NoRole)]
    [InlineData(Persona.TeamA)]
    [InlineData(Persona.TeamB)]
    public async Task Search_ForEverything_FindsNothingForeign(Persona persona)
    {
        await BeginAsync(persona);
        await Screen.DoAsync(() => SearchDialog.ShowAsync(Services.GetRequiredService<IDialogService>()));
        foreach (var thing in Table.Things)
        {
            TurnTo(thing);
            foreach (var text in new[] { Item.Slug, Item.BackupId, Item.Zone, "e" })
            {
                await Screen.TypeAsync("Name, slug, id or day", text);
                await Screen.UntilAsync(() => Screen.Value("Name, slug, id or day") == text);
                LeaksTo(persona).ShouldBeEmpty($"{thing}: {text}");
            }
        }
    }

    [Theory, MemberData(nameof(Cells))]
    public async Task Dialog_WithEverythingPressed_DoesWhatMayBeDone(string dialog, Persona persona, Thing thing)
    {
        var row = Rows.Single(row => row.Dialog.Name == dialog);
        await BeginAsync(persona, thing);
        await ShowAsync(row);
        var presser = ControlPresser();
        await presser.PressDialogAsync(Item.Slug);
        Excesses(persona).ShouldBeEmpty();
        presser.Unlimited.ShouldBeEmpty();

        // Whatever the events have left of it: its handler is called with all that it asks for.
        await ShowAsync(row);
        await CallAsync(row);
        Excesses(persona).ShouldBeEmpty();
        Deeds(persona).Any(deed => ThingOf(deed) == thing).ShouldBe(Table.May(persona, row.Right, thing), Screen.Text);
        Screen.Text.ShouldNotContain("Something went wrong");
    }

    private Task ShowAsync(Row row) => Screen.DoAsync(() => row.ShowAsync(Services.GetRequiredService<IDialogService>(), this));

    private async Task CallAsync(Row row)
    {
        if (Screen.Instances(row.Dialog) is not [.., var instance])
            throw new ShouldAssertException($"{row.Dialog.Name} is not open.");

        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        if (row.Fill(Item) is var (field, value))
            row.Dialog.GetField(field, Hidden)!.SetValue(instance, value);
        await Screen.DoAsync(() => (Task)row.Dialog.GetMethod(row.Handler, Hidden)!.Invoke(instance, [])!);
    }

    private Operation OperationOf(Item item) => Console.Journal.Current.Find(item.OperationId)!;

    private static Backup BackupOf(Item item) => new(
        item.BackupId, item.BoxId, item.Slug, item.Box.Title, item.Backup.StartedAt, item.Backup.FinishedAt, item.Backup.Size,
            BackupState.Completed);
}
