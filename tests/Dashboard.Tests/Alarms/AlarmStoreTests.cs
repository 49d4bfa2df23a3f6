using BackupDashboard.Alarms;
using BackupDashboard.Operations;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Nuclia;
using BackupDashboard.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Alarms;

public sealed class AlarmStoreTests : AlarmsTest
{
    private static readonly AlarmKey Empty = new(AlarmKind.RestoreEmpty, "europe", "operation-1");

    [Fact]
    public async Task Raised_Twice_IsOneAlarm()
    {
        await RaiseAsync();
        var id = Only.Id;
        await RaiseAsync();
        Only.Id.ShouldBe(id);
    }

    [Fact]
    public async Task Raised_ByTwoAtOnce_IsOneAlarm()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(RaiseAsync)));
        Only.Key.ShouldBe(Empty);
    }

    [Fact]
    public async Task Ended_NotAcknowledged_IsKeptAsOver()
    {
        await RaiseAsync();
        await EndAsync();
        Only.EndedAt.ShouldBe(TestClock.Origin);
        await RestartAsync();
        Only.EndedAt.ShouldBe(TestClock.Origin);
    }

    [Fact]
    public async Task Acknowledged_WhileItLasts_StaysQuietlyAndIsNotRaisedAgain()
    {
        await RaiseAsync();
        await AcknowledgeAllAsync();
        await RaiseAsync();
        await RestartAsync();
        await RaiseAsync();
        Kinds.ShouldBeEmpty();
        var lasting = Book.Current.Lasting.ShouldHaveSingleItem();
        lasting.AcknowledgedAt.ShouldBe(TestClock.Origin);
        lasting.AcknowledgedBy!.Name.ShouldBe("Ada Operator");
        lasting.AcknowledgedBy.ObjectId.ShouldBe("oid of Ada Operator");
    }

    [Fact]
    public async Task Acknowledged_ThenOver_IsGoneAndRaisedAnewTheNextTime()
    {
        await RaiseAsync();
        var id = Only.Id;
        await AcknowledgeAllAsync();
        await EndAsync();
        Book.Current.Open.ShouldBeEmpty();
        Book.Current.Closed.ShouldHaveSingleItem().Id.ShouldBe(id);

        await RaiseAsync();
        Only.Id.ShouldNotBe(id);
        await RestartAsync();
        Only.Id.ShouldNotBe(id);
        Book.Current.Closed.ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Fact]
    public async Task Over_NotAcknowledgedAndRaisedAgain_BeginsAgain()
    {
        await RaiseAsync();
        var id = Only.Id;
        await EndAsync();
        Console.Clock.Advance(TimeSpan.FromSeconds(1));
        await RaiseAsync();
        Only.Id.ShouldBe(id);
        Only.EndedAt.ShouldBeNull();
        Only.RaisedAt.ShouldBe(TestClock.Origin.AddSeconds(1));
    }

    [Fact]
    public async Task Acknowledged_Event_IsOver()
    {
        await Book.RaiseAsync(new AlarmKey(AlarmKind.BackupVanished, "europe", "b9"), "Gone.", Cancellation);
        await AcknowledgeAllAsync();
        Book.Current.Open.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(A.Operator, true)]
    [InlineData(A.Administrator, true)]
    [InlineData(A.Auditor, false)]
    [InlineData("Somebody.Else", false)]
    public async Task Acknowledging_NeedsARightToAct(string role, bool may)
    {
        await RaiseAsync();
        var problem = await Acknowledgements.AcknowledgeAsync(A.Person(role), [Only.Id], Cancellation);
        (problem is null).ShouldBe(may);
        Kinds.Count().ShouldBe(may ? 0 : 1);
    }

    [Fact]
    public async Task AcknowledgingNothing_WithoutARightToAct_IsRefusedAsAnythingElse() =>
        (await Acknowledgements.AcknowledgeAsync(A.Person(A.Auditor), [Guid.CreateVersion7()], Cancellation))
            .ShouldBe(Acknowledgements.MissingRight);

    [Fact]
    public async Task Acknowledging_WithTheRightOfAnotherTeam_IsRefused()
    {
        await Book.RaiseAsync([new AlarmNews(Empty, "'support-2' is still empty.", "support-2")], Cancellation);
        (await Acknowledgements.AcknowledgeAsync(A.Person(A.Auditor, A.Docs), [Only.Id], Cancellation))
            .ShouldBe(Acknowledgements.MissingRight);
        Only.AcknowledgedAt.ShouldBeNull();
        (await Acknowledgements.AcknowledgeAsync(A.Person(A.Auditor, A.Support), [Only.Id], Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Acknowledged_BySomebodyBefore_StaysTheirs()
    {
        await RaiseAsync();
        Guid[] ids = [Only.Id];
        await Acknowledgements.AcknowledgeAsync(Operator, ids, Cancellation);
        await Acknowledgements.AcknowledgeAsync(A.Person("Grace", [A.Administrator], []), ids, Cancellation);
        Book.Current.Lasting.Single().AcknowledgedBy!.Name.ShouldBe("Ada Operator");
    }

    [Fact]
    public async Task Closed_ManyOfThem_OnlyTheLatestAreHeld()
    {
        for (var number = 0; number < AlarmSnapshot.MaximumClosed + 5; number++)
            await Book.RaiseAsync(new AlarmKey(AlarmKind.BackupVanished, "europe", $"b{number}"), $"Backup {number}.", Cancellation);
        await AcknowledgeAllAsync();
        Book.Current.Closed.Count.ShouldBe(AlarmSnapshot.MaximumClosed);
        await RestartAsync();
        Book.Current.Closed.Count.ShouldBe(AlarmSnapshot.MaximumClosed);
    }

    [Fact]
    public async Task Gauge_Read_CountsWhatIsOpenByKindAlsoAfterARestart()
    {
        await RaiseAsync();
        await AcknowledgeAllAsync();
        await RestartAsync();
        using var meters = new TestMeters();
        _ = new AlarmMetrics(meters, Book);
        var read = meters.Observe("backup.alarms.open");
        read.ShouldContain("1 kind=restore_empty");
        read.ShouldContain("0 kind=backup_vanished");
        read.Count.ShouldBe(Enum.GetValues<AlarmKind>().Length);
    }

    [Fact]
    public async Task Raise_EndAndAcknowledgement_AreLoggedWithTheirIds()
    {
        using var logs = new CapturedLogs();
        var logger = new LoggerFactory([logs]).CreateLogger<AlarmStore>();
        using var book = new AlarmStore(Console.Get<IDbContextFactory<DashboardContext>>(), Console.Clock, logger);
        foreach (var kind in Enum.GetValues<AlarmKind>())
            await book.RaiseAsync(new AlarmKey(kind, "europe", "x"), $"Sentence about {kind}.", Cancellation);
        await book.EndAsync(new AlarmKey(AlarmKind.TokenRefused, "europe", "x"), Cancellation);
        await new Acknowledgements(book, Console.Get<CommandGuard>(), logger)
            .AcknowledgeAsync(Operator, [book.Current.Unacknowledged[0].Id], Cancellation);

        foreach (var kind in Enum.GetValues<AlarmKind>())
        {
            logs.All.ShouldContain($"Sentence about {kind}.");

            // 420 to 425 are what happens to alarms of all kinds.
            logs.All.ShouldContain($"Warning BackupDashboard.Alarms.AlarmStore {((int)kind < 20 ? 400 : 406) + (int)kind} ");
        }

        logs.All.ShouldContain("Information BackupDashboard.Alarms.AlarmStore 420 Alarm TokenRefused:europe:x is over");
        logs.All.ShouldContain("was acknowledged by Ada Operator (oid of Ada Operator)");
    }

    private Task RaiseAsync() => Book.RaiseAsync(Empty, "'handbook-2' is still empty.", Cancellation);

    private Task EndAsync() => Book.EndAsync(Empty, Cancellation);
}
