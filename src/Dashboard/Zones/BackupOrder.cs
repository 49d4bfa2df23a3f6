namespace BackupDashboard.Zones;

/// <summary>What backups are sorted by.</summary>
public enum BackupSort
{
    Started,
    Box,
    State,
    Duration,
    Size,
}

/// <summary>An order of backups. Equal ones are ordered by id, so that rows do not jump when the zone is listed again.</summary>
public readonly record struct BackupOrder(BackupSort Sort, bool Descending)
{
    /// <summary>The duration of a running backup grows, so it has no fixed place.</summary>
    internal bool DependsOnTime => Sort is BackupSort.Duration;

    internal IComparer<Backup> At(DateTimeOffset now)
    {
        var (sort, sign) = (Sort, Descending ? -1 : 1);
        return Comparer<Backup>.Create((one, other) => sign * Compare(sort, one, other, now) is var difference && difference != 0
            ? difference
            : string.CompareOrdinal(one.Id, other.Id));
    }

    private static int Compare(BackupSort sort, Backup one, Backup other, DateTimeOffset now) => sort switch
    {
        BackupSort.Box => string.Compare(one.Title, other.Title, StringComparison.OrdinalIgnoreCase),
        BackupSort.State => one.State.CompareTo(other.State),
        BackupSort.Duration => one.Duration(now).CompareTo(other.Duration(now)),
        BackupSort.Size => (one.Size ?? -1).CompareTo(other.Size ?? -1),
        BackupSort.Started => one.StartedAt.CompareTo(other.StartedAt),
    };
}
