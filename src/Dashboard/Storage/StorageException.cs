namespace BackupDashboard.Storage;

// The storage cannot be used: nothing has changed in it. The message is for operators, not for users.
internal sealed class StorageException(string message, Exception? cause = null) : Exception(message, cause)
{
    public static bool IsCauseOf(Exception? exception) =>
        exception is StorageException || (exception is not null && IsCauseOf(exception.InnerException));
}
