namespace BackupDashboard.Sandbox.Cloud;

internal sealed record CloudBackup(Guid Id, BoxIdentity Source, DateTimeOffset StartedAt, Counters Counters, long Bytes)
{
    // Set for history and for backups finished by hand; otherwise the clock decides.
    public DateTimeOffset? Finished { get; init; }

    // In seconds of work. Infinity: it never completes by itself.
    public double FinishesAt { get; init; } = double.PositiveInfinity;

    public DateTimeOffset? FinishedBy(Moment moment) =>
        Finished ?? (moment.Work >= FinishesAt ? moment.ReachedAt(FinishesAt) : null);
}
