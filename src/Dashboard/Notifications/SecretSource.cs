namespace BackupDashboard.Notifications;

// Secrets in the settings: a value, or a file that holds it.
internal static class SecretSource
{
    private const string FilePrefix = "file:";

    public static bool IsFile(string value) => value.StartsWith(FilePrefix, StringComparison.Ordinal);

    // setting: its name, for people.
    // Throws SecretException: the file cannot be read.
    public static async Task<string> ReadAsync(string value, string setting, CancellationToken cancellationToken)
    {
        if (!IsFile(value))
            return value;

        try
        {
            return (await File.ReadAllTextAsync(value[FilePrefix.Length..], cancellationToken)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretException($"The file that {setting} names cannot be read.", exception);
        }
    }
}
