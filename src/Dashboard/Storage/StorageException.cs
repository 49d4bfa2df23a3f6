namespace BackupDashboard.Storage;

/// <summary>The storage cannot be used: nothing has changed in it. The message is for whoever runs the program, not for its users.</summary>
public sealed class StorageException(string message, Exception? cause = null) : Exception(message, cause);
