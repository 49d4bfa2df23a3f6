using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackupDashboard.Storage;

namespace BackupDashboard.Journal;

/// <summary>
/// The key that chains the journal's events. It is kept outside the database, so that write access there is not enough to forge history.
/// </summary>
public sealed class JournalKey(string path)
{
    private const int Length = 32;
    private byte[]? _key;

    /// <summary>What the first event is chained to.</summary>
    public static string Beginning { get; } = new('0', 64);

    /// <summary>Reads the key, or creates it if nothing has been chained yet.</summary>
    /// <exception cref="StorageException">The key is missing although there are events, or is no key.</exception>
    public void Open(bool hasEvents)
    {
        if (Directory.Exists(path))
            throw new StorageException($"Storage:KeyFile '{path}' is a folder. Give the path of a file.");
        if (!File.Exists(path))
        {
            if (hasEvents)
                throw new StorageException(
                    $"The journal has entries, but the key that chains them is missing: '{path}'. Put its copy back.");
            PrivateFiles.Write(path, Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))));
        }

        _key = Read();
    }

    // previous: the event before it; null if it is the first.
    internal void Check(JournalEvent head, JournalEvent? previous)
    {
        if (HashOf(previous?.Hash ?? Beginning, head.Sequence, head.OperationId, head.At, head.Content) != head.Hash)
            throw new StorageException(
                $"The key in Storage:KeyFile '{path}' does not fit event {head.Sequence}, the journal's last. Put back the key that the "
                    + "journal was written with: "
                + "written on with another one, neither would ever verify it. If it is that key, the end of the journal was changed: "
                    + "'BackupDashboard verify' says more.");
    }

    internal JournalEvent Next(JournalEvent? head, Guid operationId, DateTimeOffset at, string content)
    {
        var sequence = (head?.Sequence ?? 0) + 1;
        return new JournalEvent
        {
            Sequence = sequence,
            OperationId = operationId,
            At = at,
            Content = content,
            Hash = HashOf(head?.Hash ?? Beginning, sequence, operationId, at, content),
        };
    }

    internal string HashOf(string previous, long sequence, Guid operationId, DateTimeOffset at, string content)
    {
        // Everything but the content has a fixed length, and the content comes last: no two events give the same text.
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{previous}\n{sequence:D19}\n{operationId:N}\n{at.UtcTicks:D19}\n{content}");
        var key = _key ?? throw new InvalidOperationException("The journal's key has not been opened.");
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private byte[] Read()
    {
        var key = new byte[Length];
        try
        {
            return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == Length
                ? key
                : throw new StorageException(
                    $"Storage:KeyFile '{path}' holds no key: {Length} bytes in base 64 are expected. Put its copy back.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Storage:KeyFile '{path}' cannot be read: {exception.Message}", exception);
        }
    }
}
