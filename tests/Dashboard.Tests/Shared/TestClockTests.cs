namespace BackupDashboard.Tests.Shared;

public sealed class TestClockTests
{
    /// <summary>
    /// Reading the time may itself wake what is due, and what is woken may begin to wait on another thread.
    /// </summary>
    [Fact]
    public async Task TimeThatPassesWhileItIsAskedFor_WakesNobodyUnderTheGate()
    {
        var clock = new TestClock();
        var isFree = false;
        await using var due = clock.CreateTimer(
            _ => isFree = Task.Run(() => clock.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan).Dispose())
                .Wait(TimeSpan.FromSeconds(5)),
            null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        clock.AutoAdvanceAmount = TimeSpan.FromSeconds(1);
        clock.Waiting();
        isFree.ShouldBeTrue();
    }
}
