namespace BackupDashboard.Sandbox.Setup;

/// <summary>
/// The time of the sandbox, which a control moves forward. Whoever shares it finds the time moved, too; how long a wait lasts stays as it
/// is.
/// </summary>
public sealed class SandboxClock(TimeProvider clock) : TimeProvider
{
    private long _ahead;

    /// <summary>How far it is ahead of the clock under it.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <summary>Moves it forward.</summary>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Interlocked.Add(ref _ahead, time.Ticks);
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Ahead;

    /// <inheritdoc />
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
