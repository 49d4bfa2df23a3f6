using BackupDashboard.Alarms;
using BackupDashboard.Restores;
using BackupDashboard.Tests.Restores;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Alarms;

/// <summary>A restored box that stays empty is reported, until content arrives.</summary>
public sealed class RestoreAlarmsTests : AlarmsTest
{
    [Fact]
    public async Task StillEmpty_Raises_AndContentEnds()
    {
        var restore = Restored.New() with { State = RestoreState.StillEmpty };
        await Console.Get<RestoreStore>().SaveAsync(restore);
        var raised = await AlarmAsync(alarm => alarm.EndedAt is null);
        raised.Key.ShouldBe(new AlarmKey(AlarmKind.RestoreEmpty, "europe", restore.OperationId.ToString()));
        raised.Text.ShouldContain("Nothing has arrived in 'handbook-restored'");

        await Console.Get<RestoreStore>().SaveAsync(restore with { State = RestoreState.Arriving });
        (await AlarmAsync(alarm => alarm.EndedAt is not null)).Id.ShouldBe(raised.Id);
    }

    [Fact]
    public async Task StillEmpty_FoundAtTheStart_IsRaised()
    {
        await Console.Get<RestoreStore>().SaveAsync(Restored.New() with { State = RestoreState.StillEmpty });
        await AlarmAsync(alarm => alarm.EndedAt is null);
        await RestartAsync();
        Only.Key.Kind.ShouldBe(AlarmKind.RestoreEmpty);
    }

    [Fact]
    public async Task BackupDeletedUnderARestore_Raises_AndItsEndEnds()
    {
        var restore = Restored.Seen(Restored.Exact, (2, Restored.Partly)) with { SourceGoneAt = TestClock.Origin.AddSeconds(4) };
        await Console.Get<RestoreStore>().SaveAsync(restore);
        var raised = await AlarmAsync(alarm => alarm.EndedAt is null);
        raised.Key.ShouldBe(new AlarmKey(AlarmKind.RestoreSourceGone, "europe", restore.OperationId.ToString()));
        raised.Box.ShouldBe("handbook");
        raised.Text.ShouldBe(
            "The backup of 'handbook' that is being restored into 'handbook-restored' was found deleted 2026-03-02 09:00:04 UTC, and "
                + "not by this dashboard. "
            + "What had not been read from it by then is lost: the new box may stay partial, and the cloud does not report it.");

        await Console.Get<RestoreStore>().SaveAsync(restore with { State = RestoreState.Partial });
        (await AlarmAsync(alarm => alarm.EndedAt is not null)).Id.ShouldBe(raised.Id);
    }

    private async Task<Alarm> AlarmAsync(Func<Alarm, bool> condition)
    {
        await UntilAsync(book => book.Unacknowledged is [var alarm] && condition(alarm));
        return Only;
    }
}
