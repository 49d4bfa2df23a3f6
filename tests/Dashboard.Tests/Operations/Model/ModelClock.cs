namespace BackupDashboard.Tests.Operations.Model;

/// <summary>
/// The dashboard's clock: the cloud's, and how far it is off. Nothing happens because time passes; what happens is in the history.
/// </summary>
internal sealed class ModelClock(ModelCloud cloud) : TimeProvider
{
    public TimeSpan Off { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => cloud.Now + Off;

    public override long GetTimestamp() => cloud.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

    private sealed class Never : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
