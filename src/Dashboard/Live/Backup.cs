namespace BackupDashboard.Live;

/// <summary>One backup of one knowledge box, as the zone last told it.</summary>
/// <param name="Size">Bytes; null until the backup is complete.</param>
/// <param name="State">Derived here: the cloud only says whether a backup has finished.</param>
public sealed record Backup(
    string Id,
    string KnowledgeBoxId,
    string Slug,
    string Title,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    long? Size,
    BackupState State)
{
    public bool IsCompleted => State is BackupState.Completed;

    /// <summary>How long it took, or has been taking at <paramref name="now"/>; never negative, clocks differ.</summary>
    public TimeSpan Duration(DateTimeOffset now)
    {
        var duration = (FinishedAt ?? now) - StartedAt;
        return duration < TimeSpan.Zero ? TimeSpan.Zero : duration;
    }
}

public enum BackupState
{
    InProgress,
    Completed,

    /// <summary>Unfinished for longer than <see cref="LiveOptions.StalledAfter"/>: our inference, the cloud has no such state.</summary>
    Stalled,
}
