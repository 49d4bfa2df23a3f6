namespace BackupDashboard.Sandbox.Cloud;

/// <summary>One reading of the clock, so that everything in one answer is of the same instant.</summary>
internal sealed class Moment(DateTimeOffset now, WorkClock clock)
{
    public DateTimeOffset Now => now;

    public double Work { get; } = clock.WorkAt(now);

    public DateTimeOffset ReachedAt(double work) => clock.ReachedAt(work);
}
