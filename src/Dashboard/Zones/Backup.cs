using System.Text.Json.Serialization;
using BackupDashboard.Primitives;

namespace BackupDashboard.Zones;

/// <summary>One backup of one knowledge box, as the zone last listed it.</summary>
/// <param name="StartedAt"><see cref="PlausibleTime.Unknown"/> if the cloud gives a date that cannot be true.</param>
/// <param name="FinishedAt">Null until the backup is complete; unknown in the same case.</param>
/// <param name="Size">Bytes; null until the backup is complete, and if the cloud gives a size that cannot be true.</param>
/// <param name="State">Derived here: the cloud only says whether a backup has finished.</param>
public sealed record Backup(
    string Id,
    string KnowledgeBoxId,
    string Slug,
    string Title,
    [property: JsonConverter(typeof(KnownTimeConverter))] DateTimeOffset StartedAt,
    [property: JsonConverter(typeof(KnownTimeConverter))] DateTimeOffset? FinishedAt,
    long? Size,
    BackupState State)
{
    public bool IsCompleted => State is BackupState.Completed;

    /// <summary>Null if it is not known.</summary>
    [JsonIgnore]
    public DateTimeOffset? KnownStart => PlausibleTime.Known(StartedAt);

    /// <summary>Null until the backup is complete, and if it is not known.</summary>
    [JsonIgnore]
    public DateTimeOffset? KnownFinish => PlausibleTime.Known(FinishedAt);

    [JsonIgnore]
    public bool HasKnownTimes => PlausibleTime.IsKnown(StartedAt) && (FinishedAt is not { } finished || PlausibleTime.IsKnown(finished));

    /// <summary>How long it took, or has been running at <paramref name="now"/>; never negative, although clocks differ.</summary>
    public TimeSpan Duration(DateTimeOffset now)
    {
        if (!HasKnownTimes)
            return TimeSpan.Zero;

        var duration = (FinishedAt ?? now) - StartedAt;
        return duration < TimeSpan.Zero ? TimeSpan.Zero : duration;
    }
}

public enum BackupState
{
    InProgress,
    Completed,

    // Unfinished for longer than PollingOptions.StalledAfter: our inference, because the cloud has no such state.
    Stalled,
}
