namespace BackupDashboard.Platform;

// Secrets in the settings: a value, or a file that holds it.
internal static class SecretSource
{
    private const string FilePrefix = "file:";

    public static bool IsFile(string value) => value.StartsWith(FilePrefix, StringComparison.Ordinal);

    // setting: its name, for people.
    // Throws SecretException: the file cannot be read.
    public static async Task<string> ReadAsync(string value, string setting, CancellationToken cancellationToken)
    {
        try
        {
            return IsFile(value) ? (await File.ReadAllTextAsync(PathIn(value), cancellationToken)).Trim() : value;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(setting, exception);
        }
    }

    /// <inheritdoc cref="ReadAsync"/>
    public static string Read(string value, string setting)
    {
        try
        {
            return IsFile(value) ? File.ReadAllText(PathIn(value)).Trim() : value;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(setting, exception);
        }
    }

    public static string PathIn(string value) => value[FilePrefix.Length..];

    private static SecretException Unreadable(string setting, Exception exception) =>
        new($"The file that {setting} names cannot be read.", exception);
}

// In words for people, without the secret.
internal sealed class SecretException(string message, Exception? inner = null) : Exception(message, inner);
