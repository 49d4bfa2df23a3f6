namespace BackupDashboard.Storage;

/// <summary>The storage cannot be used: nothing has changed in it. The message is for operators, not for users.</summary>
internal sealed class StorageException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Also of an exception that was wrapped on its way, as a renderer does with those of tasks.</summary>
    public static bool IsCauseOf(Exception? exception) => exception is StorageException || (exception is not null && IsCauseOf(exception.InnerException));
}
