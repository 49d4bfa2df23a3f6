namespace BackupDashboard.Storage.Sqlite;

// Keeps a second dashboard away from the same database, because both would carry out what is due. The operating system releases it when
// the process ends, however it ends.
internal sealed class StorageLock(string path) : IDisposable
{
    private FileStream? _held;

    public void Take()
    {
        try
        {
            _held ??= PrivateFiles.Open(path, FileMode.OpenOrCreate, FileShare.None);
            PrivateFiles.Keep(path);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new StorageException(
                $"Another dashboard is running on this database, or '{path}' cannot be written: {exception.Message}");
        }
    }

    public void Dispose() => _held?.Dispose();
}
