using BackupDashboard.Journal;

namespace BackupDashboard.Approvals;

internal static partial class Log
{
    [LoggerMessage(1400, LogLevel.Information, "The request for approval {Operation} is {State} (told: {Notice}). {Why}")]
    public static partial void Moved(ILogger logger, Guid operation, ApprovalState state, ApprovalNotice notice, string why);

    [LoggerMessage(1401, LogLevel.Warning, "Requests for approval could not be looked after: {Problem} Tried again in the next round")]
    public static partial void NotWritten(ILogger logger, string problem);

    [LoggerMessage(1402, LogLevel.Error, "Looking after requests for approval failed unexpectedly; tried again in the next round")]
    public static partial void Threw(ILogger logger, Exception exception);

    [LoggerMessage(1403, LogLevel.Error, "The changed settings of approvals are invalid, so the last valid ones stay in force: {Problems}")]
    public static partial void SettingsNotUsed(ILogger logger, string problems);
}
