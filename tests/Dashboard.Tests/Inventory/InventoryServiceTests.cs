using BackupDashboard.Inventory;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Alarms;
using BackupDashboard.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Tests.Inventory;

[StorageSuite]
public sealed class InventoryServiceTests : AlarmsTest
{
    [Fact]
    public async Task FirstLook_Recorded_AsWhatWasThereBefore()
    {
        var backup = await BackupAsync("b1", _ => true);
        backup.Origin.ShouldBe(BackupOrigin.Before);
        backup.KnowledgeBoxId.ShouldBe("kb-handbook");
        backup.Slug.ShouldBe("handbook");
        backup.FinishedAt.ShouldBe(TestClock.Origin.AddMinutes(-50));
        backup.Size.ShouldBe(1_500_000);
        backup.FirstSeenAt.ShouldBe(TestClock.Origin);
        (await RowsAsync<KnownBox>()).ShouldHaveSingleItem().Slug.ShouldBe("handbook");
        (await RowsAsync<KnownZone>()).ShouldHaveSingleItem().FirstSeenAt.ShouldBe(TestClock.Origin);
    }

    [Fact]
    public async Task BackupAppearsFinishesAndGoes_Record_Follows()
    {
        Europe.With(A.Running("b2"));
        await PollAsync();
        (await BackupAsync("b2", _ => true)).FinishedAt.ShouldBeNull();

        Europe.Finish("b2", TestClock.Origin.AddSeconds(1), size: 77);
        await PollAsync();
        var finished = await BackupAsync("b2", backup => backup.FinishedAt is not null);
        finished.Size.ShouldBe(77);
        finished.Origin.ShouldBe(BackupOrigin.Elsewhere);
        finished.FirstSeenAt.ShouldBe(TestClock.Origin.AddMilliseconds(1));

        Remove("b2");
        await PollAsync(2);
        var gone = await BackupAsync("b2", backup => backup.GoneAt is not null);
        gone.Size.ShouldBe(77);
        gone.Origin.ShouldBe(BackupOrigin.Elsewhere);
    }

    [Fact]
    public async Task BackupStartedHere_Record_SaysOurs()
    {
        var operation = await Console.EndedAsync(
            await Console.Operations.StartAsync(Operator, "europe", "kb-handbook", evenIfRunning: false, Cancellation));
        await PollAsync(2);
        (
            await BackupAsync(operation.UpstreamId!, backup =>
                backup.Origin is not BackupOrigin.Undecided)).Origin.ShouldBe(BackupOrigin.Ours);
    }

    [Fact]
    public async Task BackupFinishes_WhileTheDashboardIsDown_IsRecorded()
    {
        Europe.With(A.Running("b2"));
        await PollAsync();
        await RestartAsync(europe => europe.Finish("b2", TestClock.Origin));
        await BackupAsync("b2", backup => backup.FinishedAt == TestClock.Origin);
    }

    [Fact]
    public async Task BoxRenamed_Record_Follows()
    {
        Europe.Boxes = [A.Box(title: "Renamed")];
        await PollAsync(2);
        (await RowsAsync<KnownBox>()).ShouldHaveSingleItem().Title.ShouldBe("Renamed");
    }

    [Fact]
    public async Task BoxesUnreadableAfterARestart_LaterLook_FindsThemAsTheyWere()
    {
        await RestartAsync(europe => europe.Fail(Ask.Boxes, A.Error()));
        await PollAsync(2);
        Europe.Recover();
        await PollAsync(2);
        Kinds.ShouldBeEmpty();
        (await RowsAsync<KnownBox>()).ShouldHaveSingleItem().GoneAt.ShouldBeNull();
    }

    [Fact]
    public async Task NothingChanges_Looks_WriteNothing()
    {
        await PollAsync();
        var before = (await RowsAsync<KnownZone>()).Single();
        await PollAsync(3);
        (await RowsAsync<KnownZone>()).Single().ShouldBe(before);

        Console.Clock.Advance(TimeSpan.FromMinutes(5));
        await PollAsync(2);
        (await RowsAsync<KnownZone>()).Single().LastLookAt.ShouldBeGreaterThan(before.LastLookAt);
    }

    [Fact]
    public void Recorded_Zone_IsNotLookedAtMoreOften() => Console.Zone("europe").Subscribers.ShouldBe(0);

    [Fact]
    public async Task HugeZone_FirstSeenAndAfterARestart_IsRecordedWhole()
    {
        var asia = Console.Nuclia.AddZone("asia");
        asia.Backups = [.. Enumerable.Range(0, 100_146).Select(number => A.Backup($"b{number}", $"box-{number % 300}"))];
        await Console.PollAccountAsync();
        await Console.News.HeardAsync("asia", 1);
        asia.Backups = asia.Backups.RemoveAt(5);
        await Console.RecordedPollAsync("asia");
        Console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Console.RecordedPollAsync("asia");
        Book.Current.Unacknowledged.ShouldHaveSingleItem().Key.Subject.ShouldBe("b5");
        await Console.RecordedPollAsync("asia");

        await using var db = await OpenAsync();
        (await db.Set<KnownBackup>().CountAsync(row => row.Zone == "asia" && row.GoneAt == null, Cancellation)).ShouldBe(100_145);
        (await db.Set<KnownBackup>().CountAsync(row => row.Zone == "asia" && row.GoneAt != null, Cancellation)).ShouldBe(1);
    }

    /// <summary>It is written a moment later: checked again at every poll until it is.</summary>
    private async Task<KnownBackup> BackupAsync(string id, Func<KnownBackup, bool> condition)
    {
        await PollAsync();
        var row = (await RowsAsync<KnownBackup>()).Single(row => row.Id == id);
        condition(row).ShouldBeTrue(row.ToString());
        return row;
    }

    private async Task<List<T>> RowsAsync<T>()
        where T : class
    {
        await using var db = await OpenAsync();
        return await db.Set<T>().AsNoTracking().ToListAsync(Cancellation);
    }

    private Task<DashboardContext> OpenAsync() => Console.Get<IDbContextFactory<DashboardContext>>().CreateDbContextAsync(Cancellation);
}
