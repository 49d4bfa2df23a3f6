using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackupDashboard.Storage;

namespace BackupDashboard.Operations;

/// <summary>The key that chains the journal's events. It is kept outside the database, so that who can write there can not forge history.</summary>
public sealed class JournalKey(string path)
{
    private const int Length = 32;
    private byte[]? _key;

    /// <summary>What the first event is chained to.</summary>
    public static string Beginning { get; } = new('0', 64);

    /// <summary>Reads the key, or makes it when there is nothing yet that another one has chained.</summary>
    /// <exception cref="StorageException">The key is missing although there are events, or is no key.</exception>
    public void Open(bool hasEvents)
    {
        if (!File.Exists(path))
        {
            if (hasEvents)
                throw new StorageException($"The journal has entries, but the key that chains them is missing: '{path}'. Put its copy back.");
            Make();
        }

        var key = new byte[Length];
        if (!Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) || length != Length)
            throw new StorageException($"'{path}' holds no key: {Length} bytes in base 64 are expected.");
        _key = key;
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
        // Lengths are fixed but for the content, which comes last: no two events give the same text.
        var text = string.Create(CultureInfo.InvariantCulture, $"{previous}\n{sequence:D19}\n{operationId:N}\n{at.UtcTicks:D19}\n{content}");
        var key = _key ?? throw new InvalidOperationException("The journal's key has not been opened.");
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private void Make()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))));
        stream.Flush(flushToDisk: true);
    }
}
