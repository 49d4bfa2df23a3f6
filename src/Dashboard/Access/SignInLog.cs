namespace BackupDashboard.Access;

internal static partial class SignInLog
{
    [LoggerMessage(1100, LogLevel.Information, "Signed in: {ObjectId}")]
    public static partial void SignedIn(this ILogger logger, string? objectId);

    [LoggerMessage(1101, LogLevel.Information, "Signed out: {ObjectId}")]
    public static partial void SignedOut(this ILogger logger, string? objectId);

    [LoggerMessage(1102, LogLevel.Information, "Sign-in cancelled at the identity provider")]
    public static partial void SignInCancelled(this ILogger logger);

    [LoggerMessage(1103, LogLevel.Warning, "Sign-in failed: {Reason}")]
    public static partial void SignInFailed(this ILogger logger, Exception? failure, string reason);

    [LoggerMessage(1104, LogLevel.Error, "The identity provider's discovery document could not be read")]
    public static partial void ProviderUnreachable(this ILogger logger, Exception failure);
}
