using BackupDashboard.Shell;

namespace BackupDashboard.Retention;

/// <summary>One backup in a calendar: there, or to come.</summary>
/// <param name="Sign">In a cell of the calendar: "D3".</param>
/// <param name="Reason">"daily 3".</param>
/// <param name="BackupId">Null for one that a schedule will make.</param>
public sealed record RetentionEntry(
    DateTimeOffset At, string Sign, string Reason, string Class, string? BackupId, DateTimeOffset? GoesAt)
{
    public bool Goes => Class == "goes";

    internal static RetentionEntry Of(RetentionVerdict verdict, RetentionForecast forecast, ViewerTime time) => new(
        verdict.Backup.StartedAt,
        verdict switch
        {
            { Reason: RetentionReason.Counted } => SignOf(RetentionText.Short(verdict)),
            { Goes: true } => "✕",
            { IsFloor: true } => "F",
            { Reason: RetentionReason.Outside } => "·",
            _ => "K",
        },
        RetentionText.Of(verdict, time),
        verdict.Goes ? "goes" : verdict.Reason is RetentionReason.Outside ? "outside" : verdict.IsFloor ? "floor" : "kept",
        verdict.Backup.Id,
        verdict.Goes ? null : forecast.GoesAt(verdict.Backup.Id));

    /// <param name="kept">"daily 3"; null where no count keeps it.</param>
    internal static RetentionEntry Of(ForecastBackup backup, string? kept) => new(
        backup.At, kept is null ? "K" : SignOf(kept), kept ?? (backup.IsProtected ? "floor" : "not counted"),
        kept is not null ? "kept" : backup.IsProtected ? "floor" : "outside", backup.Backup?.Id, backup.GoesAt);

    // "daily 3": "D3".
    private static string SignOf(string kept) => kept.Split(' ') is [var period, var number]
        ? $"{char.ToUpperInvariant(period[0])}{number}"
        : kept;
}
