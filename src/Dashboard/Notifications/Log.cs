namespace BackupDashboard.Notifications;

internal static partial class Log
{
    [LoggerMessage(1200, LogLevel.Information, "Message {Id} was delivered by channel {ChannelId} at attempt {Attempt}: {Answer}")]
    public static partial void Delivered(ILogger logger, Guid id, Guid channelId, int attempt, string answer);

    [LoggerMessage(1201, LogLevel.Warning,
        "Message {Id} was not delivered by channel {ChannelId} at attempt {Attempt}, and is {State}: {Answer}")]
    public static partial void NotDelivered(ILogger logger, Guid id, Guid channelId, int attempt, DeliveryState state, string answer);

    [LoggerMessage(1202, LogLevel.Warning, "What is to be told could not be decided: {Reason}")]
    public static partial void NotLooked(ILogger logger, string reason);

    [LoggerMessage(1203, LogLevel.Error, "Deciding what is to be told failed unexpectedly; will retry")]
    public static partial void LookThrew(ILogger logger, Exception exception);

    [LoggerMessage(1205, LogLevel.Warning, "The monitor was not told how the dashboard does: {Answer}")]
    public static partial void HeartbeatNotDelivered(ILogger logger, string answer);

    [LoggerMessage(1206, LogLevel.Error, "Telling the monitor how the dashboard does failed unexpectedly; will retry")]
    public static partial void HeartbeatThrew(ILogger logger, Exception exception);

    [LoggerMessage(1207, LogLevel.Information, "The mail server took a message, and did not say goodbye: {Reason}")]
    public static partial void NotLeft(ILogger logger, string reason);

    [LoggerMessage(1204, LogLevel.Error, "Sending by channel {ChannelId} failed unexpectedly; will retry")]
    public static partial void SendThrew(ILogger logger, Exception exception, Guid channelId);
}
