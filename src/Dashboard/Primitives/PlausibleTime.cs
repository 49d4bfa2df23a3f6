namespace BackupDashboard.Primitives;

// Filters times of the cloud that cannot be true: the year 1, the year 9999, a backup from tomorrow.
internal static class PlausibleTime
{
    // Stands for an unknown time. Older than everything, so that nothing passes for new because of it.
    public static readonly DateTimeOffset Unknown = DateTimeOffset.UnixEpoch;

    private static readonly DateTimeOffset Earliest = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Clocks differ, and some are wrong by an hour.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(2);

    public static DateTimeOffset Of(DateTimeOffset given, DateTimeOffset now) =>
        given < Earliest || given > now + ClockSkew ? Unknown : given;

    public static bool AreKnown(DateTimeOffset started, DateTimeOffset? finished, DateTimeOffset now) =>
        IsKnown(Of(started, now)) && (finished is not { } end || IsKnown(Of(end, now)));

    public static bool IsKnown(DateTimeOffset moment) => moment != Unknown;

    // Null if it is not known.
    public static DateTimeOffset? Known(DateTimeOffset? moment) => moment is { } at && IsKnown(at) ? at : null;
}
