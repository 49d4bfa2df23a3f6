using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Alarms;

public sealed class ElsewhereTests : AlarmsTest
{
    [Fact]
    public async Task FirstLook_Baseline_RaisesNothing()
    {
        var asia = Nuclia.AddZone("asia").With(A.Running("b9", started: TestClock.Origin.AddDays(-3)), A.Running("b8"), A.Backup("b7"));
        await Console.PollAccountAsync();
        await Console.News.HeardAsync("asia", 1);
        asia.Calls(Ask.Backups).ShouldBeGreaterThan(0);
        await PollAsync();
        Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task NewBackup_NotOurs_IsAnAlarm()
    {
        Europe.With(A.Running("b2"));
        await PollAsync();
        Only.Key.ShouldBe(new AlarmKey(AlarmKind.BackupStartedElsewhere, "europe", "b2"));
        await PollAsync();
        Kinds.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task NewBackup_MadeWhileTheDashboardWasDown_IsAnAlarm()
    {
        await RestartAsync(europe => europe.With(A.Backup("b2")));
        Only.Key.Subject.ShouldBe("b2");
    }

    [Fact]
    public async Task Started_ByUs_IsNoAlarm()
    {
        await Console.EndedAsync(
            await Console.Operations.StartAsync(Operator, "europe", "kb-handbook", evenIfRunning: false, Cancellation));
        await PollAsync(2);
        Of(Console).Backups.Count.ShouldBe(2);
        Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Started_ByUsAndListedBeforeTheAnswer_IsNoAlarm()
    {
        Europe.Hold(Ask.Create);
        var request = await Console.Operations.StartAsync(Operator, "europe", "kb-handbook", evenIfRunning: false, Cancellation);
        await Europe.CalledAsync(Ask.Create, 1);

        // The fake names what it makes: the list is quicker than the answer.
        Europe.With(A.Running("backup-1", started: Console.Clock.GetUtcNow()));
        await PollAsync(2);
        Kinds.ShouldBeEmpty();

        Europe.Release(Ask.Create);
        (await Console.EndedAsync(request)).UpstreamId.ShouldBe("backup-1");
        await PollAsync(2);
        Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task NewBackup_WhileOursIsRefused_IsAnAlarmOnceThatIsSettled()
    {
        Europe.Hold(Ask.Create);
        var request = await Console.Operations.StartAsync(Operator, "europe", "kb-handbook", evenIfRunning: false, Cancellation);
        await Europe.CalledAsync(Ask.Create, 1);
        Europe.With(A.Running("b2"));
        await PollAsync(2);
        Kinds.ShouldBeEmpty();

        Europe.FailNext(Ask.Create, A.Error(NucliaErrorKind.Forbidden));
        Europe.Release(Ask.Create);
        (await Console.EndedAsync(request)).State.ShouldBe(OperationState.Rejected);
        await PollAsync();
        Kinds.ShouldBe([AlarmKind.BackupStartedElsewhere]);
    }

    [Fact]
    public async Task Undecided_AtARestart_IsDecidedAfterIt()
    {
        Europe.Hold(Ask.Create);
        await Console.Operations.StartAsync(Operator, "europe", "kb-handbook", evenIfRunning: false, Cancellation);
        await Europe.CalledAsync(Ask.Create, 1);
        Europe.With(A.Running("b2", started: Console.Clock.GetUtcNow()));
        await PollAsync();
        Console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await RestartAsync();

        // The reconciler adopts it, by looking. At its first look the zone may not be known yet: it then waits once.
        var interval = TimeSpan.FromSeconds(5);
        var settled = FeedReader.UntilAsync(Console.Journal.Subscribe(), journal => !journal.Active.Any());
        if (await Task.WhenAny(settled, Console.Clock.WaiterAsync(interval, interval)) != settled)
            Console.Clock.Advance(interval);
        await settled;
        await PollAsync(2);
        Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task ManyBackups_StartedElsewhereAtOnce_AreOneAlarm()
    {
        Europe.With([.. Enumerable.Range(100, 30).Select(number => A.Running($"b{number}", $"box-{number}"))]);
        await PollAsync();
        Only.Text.ShouldStartWith("More than 20 backups in zone europe were started at about the same time");
    }

    [Fact]
    public async Task Backup_BecomesStalled_IsAnAlarmUntilItFinishes()
    {
        Europe.With(A.Running("b2"));
        await PollAsync();
        await AcknowledgeAllAsync();
        Console.Clock.Advance(TimeSpan.FromHours(6));
        await PollAsync();
        await UntilAsync(alarms => alarms.Open.ContainsKey(new AlarmKey(AlarmKind.BackupStalled, "europe", "b2")));

        Europe.Finish("b2", Console.Clock.GetUtcNow());
        await PollAsync();
        Book.Current.Open[new AlarmKey(AlarmKind.BackupStalled, "europe", "b2")].EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Stalled_AbsentFromOneLook_IsNotOver_AndOverWhenItIsGone()
    {
        var key = new AlarmKey(AlarmKind.BackupStalled, "europe", "b2");
        Europe.With(A.Running("b2"));
        await PollAsync();
        Console.Clock.Advance(TimeSpan.FromHours(6));
        await PollAsync();
        await UntilAsync(alarms => alarms.Open.ContainsKey(key));
        await AcknowledgeAllAsync();

        Europe.CutShort();
        await PollAsync(2);
        Book.Current.Open[key].EndedAt.ShouldBeNull();

        Remove("b2");
        await PollAsync(2);
        Book.Current.Open.ShouldNotContainKey(key);
    }

    [Fact]
    public async Task Stalled_BeforeTheDashboardCame_IsNoAlarmAfterARestartEither()
    {
        var asia = Nuclia.AddZone("asia").With(A.Running("b9", started: TestClock.Origin.AddDays(-3)));
        await Console.PollAccountAsync();
        await Console.News.HeardAsync("asia", 1);
        await RestartAsync(_ => Nuclia.AddZone("asia").Backups = asia.Backups);
        await Console.News.HeardAsync("asia", 1);
        Kinds.ShouldBeEmpty();
    }
}
