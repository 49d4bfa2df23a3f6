namespace BackupDashboard.Access;

internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Information, "Signed in: {ObjectId}")]
    public static partial void SignedIn(ILogger logger, string? objectId);

    [LoggerMessage(1101, LogLevel.Information, "Signed out: {ObjectId}")]
    public static partial void SignedOut(ILogger logger, string? objectId);

    [LoggerMessage(1102, LogLevel.Information, "Sign-in cancelled at the identity provider")]
    public static partial void SignInCancelled(ILogger logger);

    [LoggerMessage(1103, LogLevel.Warning, "Sign-in failed: {Reason}. {Cause}")]
    public static partial void SignInFailed(ILogger logger, string reason, string cause);

    [LoggerMessage(1114, LogLevel.Information, "A sign-in came back that was not begun here, was begun too long ago, or has lost its "
        + "cookies")]
    public static partial void SignInExpired(ILogger logger);

    [LoggerMessage(1104, LogLevel.Error, "The identity provider's discovery document could not be read")]
    public static partial void ProviderUnreachable(ILogger logger, Exception failure);

    [LoggerMessage(1105, LogLevel.Information, "Session of {ObjectId} ended: {Reason}")]
    public static partial void SessionEnded(ILogger logger, string? objectId, string reason);

    [LoggerMessage(1106, LogLevel.Warning, "The identity provider did not answer about {ObjectId}: {What}")]
    public static partial void ConfirmationFailed(ILogger logger, Exception? failure, string objectId, string what);

    [LoggerMessage(1107, LogLevel.Warning, "The refresh token of {ObjectId} cannot be read: the data protection keys are not those "
        + "that it was protected with")]
    public static partial void RefreshTokenUnreadable(ILogger logger, Exception failure, string objectId);

    [LoggerMessage(1108, LogLevel.Information, "Removed {Count} expired or unused sessions")]
    public static partial void SessionsPruned(ILogger logger, int count);

    [LoggerMessage(1109, LogLevel.Error, "Sessions could not be confirmed")]
    public static partial void LoopThrew(ILogger logger, Exception failure);

    [LoggerMessage(1110, LogLevel.Error, "A page or connection threw while handling a change of its session")]
    public static partial void WatcherThrew(ILogger logger, Exception failure);

    [LoggerMessage(1111, LogLevel.Warning, "Refused {ObjectId}: their groups are too many for a token (overage), and no app role of "
        + "theirs is a team's. "
        + "Give them the app role of their team")]
    public static partial void TooManyGroups(ILogger logger, string objectId);

    [LoggerMessage(1112, LogLevel.Warning, "The groups of {ObjectId} are too many for a token (overage): only their app roles count")]
    public static partial void GroupsMissing(ILogger logger, string objectId);

    [LoggerMessage(1113, LogLevel.Warning, "Bearer token refused: {Reason}")]
    public static partial void BearerRefused(ILogger logger, string reason);

    [LoggerMessage(1130, LogLevel.Error, "The changed settings of teams are invalid; the previous ones stay in force: {Problems}")]
    public static partial void SettingsNotUsed(ILogger logger, string problems);
}
