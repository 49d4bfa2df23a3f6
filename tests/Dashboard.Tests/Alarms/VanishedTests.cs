using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Alarms;

public sealed class VanishedTests : AlarmsTest
{
    [Fact]
    public async Task BackupAbsent_FromOneLook_IsNoAlarm()
    {
        Remove("b1");
        await PollAsync();
        Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task BackupAbsent_FromTwoLooks_IsAnAlarm()
    {
        Remove("b1");
        await PollAsync(2);
        Only.Key.ShouldBe(new AlarmKey(AlarmKind.BackupVanished, "europe", "b1"));
        Only.Text.ShouldBe(
            "The backup of 'handbook' that was started 2026-03-02 08:00:00 UTC is gone from zone europe. No operation of this dashboard "
                + "deleted it.");
    }

    [Theory]
    [InlineData("b1")]
    [InlineData(null)]
    public async Task BackupThatCannotBeRead_FromManyLooks_IsNoAlarm(string? name)
    {
        Remove("b1");
        Europe.BackupsLeftOut = new LeftOut(1, "it is null", new HashSet<string>(name is null ? [] : [name]));
        await PollAsync(3);
        Kinds.ShouldBeEmpty();

        Europe.BackupsLeftOut = LeftOut.None;
        await PollAsync(2);
        Kinds.ShouldBe([AlarmKind.BackupVanished]);
    }

    [Fact]
    public async Task BackupAbsent_FromLooksWithOneBetween_IsNoAlarm()
    {
        var backups = Europe.Backups;
        Remove("b1");
        await PollAsync();
        Europe.Backups = backups;
        await PollAsync();
        Remove("b1");
        await PollAsync();
        Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task ZoneFails_AfterOneLookWithoutTheBackup_IsNoSecondLook()
    {
        Remove("b1");
        await PollAsync();
        Europe.FailAll(A.Error(NucliaErrorKind.Unavailable));
        await PollAsync(3);
        Kinds.ShouldBeEmpty();

        Europe.Recover();
        await PollAsync();
        Kinds.ShouldBe([AlarmKind.BackupVanished]);
    }

    [Fact]
    public async Task ZoneFails_FromTheFirstLookAfterAStart_RaisesNothing()
    {
        await RestartAsync(europe => europe.FailAll(A.Error()));
        await PollAsync(3);
        Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task BackupVanishes_WhileTheDashboardIsDown_IsAnAlarm()
    {
        await RestartAsync(europe => europe.Backups = []);
        Kinds.ShouldBeEmpty();
        await PollAsync();
        Kinds.ShouldBe([AlarmKind.BackupVanished]);
    }

    [Fact]
    public async Task Vanished_RestartInBetween_IsKeptAndNotRaisedAgain()
    {
        Remove("b1");
        await PollAsync(2);
        var id = Only.Id;
        await RestartAsync();
        await PollAsync(2);
        Only.Id.ShouldBe(id);

        await AcknowledgeAllAsync();
        await RestartAsync();
        await PollAsync(2);
        Book.Current.Open.ShouldBeEmpty();
        Book.Current.Closed.ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Fact]
    public async Task Vanished_ListedAgain_IsOverAndItsNextVanishingIsNew()
    {
        var backups = Europe.Backups;
        Remove("b1");
        await PollAsync(2);
        Europe.Backups = backups;
        await PollAsync();
        Only.EndedAt.ShouldNotBeNull();

        await AcknowledgeAllAsync();
        Remove("b1");
        await PollAsync(2);
        Kinds.ShouldBe([AlarmKind.BackupVanished]);
    }

    [Fact]
    public async Task Deleted_ByUs_IsNoAlarm()
    {
        var request = await Console.Operations.DeleteAsync(Operator, "europe", "b1", "handbook", Cancellation);
        await Console.EndedAsync(request);
        await PollAsync(3);
        Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleted_ByUsWithoutAnAnswer_IsNoAlarm()
    {
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.TimedOut), applied: true);
        var request = await Console.Operations.DeleteAsync(Operator, "europe", "b1", "handbook", Cancellation);
        await Console.OperationAsync(
            request.Operation!.Id, operation => operation.State is OperationState.Unknown or OperationState.Succeeded);
        await PollAsync(3);
        Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleted_ElsewhereAfterOurDeletionWasRefused_IsAnAlarm()
    {
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.Forbidden));
        await Console.EndedAsync(await Console.Operations.DeleteAsync(Operator, "europe", "b1", "handbook", Cancellation));
        Remove("b1");
        await PollAsync(2);
        Kinds.ShouldBe([AlarmKind.BackupVanished]);
    }

    [Fact]
    public async Task ManyVanish_AtOnce_AreOneAlarm()
    {
        Europe.With([.. Enumerable.Range(100, 30).Select(number => A.Backup($"b{number}"))]);
        await RestartAsync();
        await PollAsync();
        await AcknowledgeAllAsync();
        Europe.Backups = [];
        await PollAsync(2);
        Only.Text.ShouldStartWith("More than 20 backups are gone from zone europe at once.");
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(-30, true)]
    [InlineData(null, true)]
    public async Task BoxVanishes_NewestBackup_DecidesByItsAge(int? hours, bool isAlarm)
    {
        await RestartAsync(
            europe => europe.Backups = hours is null ? [] : [A.Backup("b2", started: TestClock.Origin.AddHours(hours.Value))]);
        await PollAsync(2);
        await AcknowledgeAllAsync();

        Europe.Boxes = [];
        await PollAsync(2);
        Kinds.ShouldBeEmpty("the account has not been counted since");
        await PollAccountAsync();
        await PollAsync();
        Kinds.ShouldBe(isAlarm ? [AlarmKind.BoxVanished] : []);
    }

    [Fact]
    public async Task BoxVanished_ListedAgain_IsOver()
    {
        await RestartAsync(europe => europe.Backups = []);
        await PollAsync(2);
        await AcknowledgeAllAsync();
        Europe.Boxes = [];
        await PollAsync();
        await PollAccountAsync();
        await PollAsync();
        Europe.Boxes = [A.Box()];
        await PollAsync();
        Only.EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task AgentVanishes_WithoutBackups_IsNoAlarm()
    {
        Europe.Agents = [A.Box("agent")];
        await PollAsync();
        Europe.Agents = [];
        await PollAsync(3);
        Kinds.ShouldBeEmpty();
    }
}
