using BackupDashboard.Alarms;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Alarms;

/// <summary>The alarms are kept in what is lost: they show from memory, and are recorded once they can be.</summary>
public sealed class StorageAlarmsTests : AlarmsTest
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(15_031);
    private static readonly AlarmKey Lost = new(AlarmKind.StorageUnusable, "", "");

    [Fact]
    public async Task StorageLost_IsAnAlarmUntilItIsBack()
    {
        Console.Log.ErrorsAreExpected = true;
        Console.Storage.Lose();
        await PollAsync(alarms => alarms.Open.ContainsKey(Lost));
        Only.Text.ShouldContain("cannot write to its storage");

        Console.Storage.Recover();
        await PollAsync(alarms => alarms.Open[Lost].EndedAt is not null);
        await RestartAsync();
        Only.Key.ShouldBe(Lost);
        Only.EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Raised_WhileTheStorageIsLost_IsShownAndRecordedLater()
    {
        Console.Log.ErrorsAreExpected = true;
        Console.Storage.Lose();
        await Book.RaiseAsync(new AlarmKey(AlarmKind.RestoreEmpty, "europe", "operation-1"), "Empty.", Cancellation);
        // The watch of the storage may raise its own alarm at any time.
        Kinds.ShouldContain(AlarmKind.RestoreEmpty);
        (await Book.WriteAsync()).ShouldBePositive();

        Console.Storage.Recover();
        (await Book.WriteAsync()).ShouldBe(0);
        await RestartAsync();
        Kinds.ShouldContain(AlarmKind.RestoreEmpty);
    }

    [Fact]
    public async Task Acknowledged_WhileTheStorageIsLost_IsRefusedInWords()
    {
        Console.Log.ErrorsAreExpected = true;
        await Book.RaiseAsync(Lost, "Lost.", Cancellation);
        Console.Storage.Lose();
        var problem = await Acknowledgements.AcknowledgeAsync(A.Person(A.Administrator), [Only.Id], Cancellation);
        problem.ShouldNotBeNull().ShouldContain("so nothing was done");
        Only.AcknowledgedAt.ShouldBeNull();
        Console.Storage.Recover();
    }

    /// <summary>Has the watch look again, until the alarms are as they should be.</summary>
    private async Task PollAsync(Func<AlarmSnapshot, bool> condition)
    {
        var seen = FeedReader.UntilAsync(Book.Subscribe(), condition);
        await Console.Clock.PassAsync(Interval);
        await seen;
    }
}
