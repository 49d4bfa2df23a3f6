using System.Text;
using BackupDashboard.Storage;

namespace BackupDashboard.Journal;

/// <summary>
/// The journal's head as last written here, in a file outside the database. A database that does not contain it is not the one that was
/// used last.
/// </summary>
public sealed class LastHead(string path, ILogger<LastHead> logger)
{
    private bool _isKept = true;

    /// <returns>Null if there is none, or it cannot be parsed.</returns>
    /// <exception cref="StorageException">There is one, and it cannot be read.</exception>
    public JournalHead? Read()
    {
        try
        {
            return File.Exists(path) ? JournalHead.Parse(File.ReadAllText(path).Trim()) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Storage:HeadFile '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    public void Misses(JournalHead known, JournalHead actual) => Log.DatabaseOlder(logger, known, actual);

    /// <summary>
    /// After the commit, never before: a process that ends in between leaves the file behind the database, which is harmless.
    /// </summary>
    public void Write(JournalHead head)
    {
        try
        {
            PrivateFiles.Write(path, Encoding.ASCII.GetBytes(head.ToString()));
            _isKept = true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The event is committed. The file is outdated, but not wrong.
            if (_isKept)
                Log.HeadNotKept(logger, exception, path);
            _isKept = false;
        }
    }
}

public enum DatabaseAge
{
    Latest,

    Older,

    Unknown,
}
