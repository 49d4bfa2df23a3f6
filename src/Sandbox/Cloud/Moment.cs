namespace BackupDashboard.Sandbox.Cloud;

// One reading of the clock, so that everything in one answer is of the same instant.
internal sealed class Moment(DateTimeOffset now, WorkClock clock)
{
    public DateTimeOffset Now => now;

    public double Work { get; } = clock.WorkAt(now);

    public DateTimeOffset ReachedAt(double work) => clock.ReachedAt(work);
}
