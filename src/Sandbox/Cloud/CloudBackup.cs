namespace BackupDashboard.Sandbox.Cloud;

internal sealed record CloudBackup(Guid Id, BoxIdentity Source, DateTimeOffset StartedAt, Counters Counters, long Bytes)
{
    /// <summary>Set for history and for backups finished by hand; otherwise the clock decides.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>In seconds of work. Infinity: it never completes by itself.</summary>
    public double FinishesAt { get; init; } = double.PositiveInfinity;

    public DateTimeOffset? FinishedBy(Moment moment) =>
        Finished ?? (moment.Work >= FinishesAt ? moment.ReachedAt(FinishesAt) : null);
}
