using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Storage;

/// <summary>Where the dashboard keeps its data. Section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <value>Which database. Default <c>Sqlite</c>, which the dashboard brings with it.</value>
    [EnumDataType(typeof(StorageProvider))]
    public StorageProvider Provider { get; set; }

    /// <value>With <c>Postgres</c>: the connection to an empty database of its own, as Npgsql writes it, or <c>file:</c> and the path of a
    /// file with it. Not through a pooler that gives a connection to one transaction at a time. Belongs in the environment. Example:
    /// <c>Host=db;Database=backups;Username=dashboard;Password=…</c>. Default none.</value>
    public string ConnectionString { get; set; } = "";

    /// <value>With <c>Sqlite</c>: its file, on a local disk: its write-ahead log does not work over a network. Default
    /// <c>data/backup-dashboard.db</c>.</value>
    [Required]
    public string Path { get; set; } = "data/backup-dashboard.db";

    /// <value>The key that chains the journal, 32 bytes in base 64. Created at the first start. Keep a copy where administrators of the
    /// database cannot write: anyone who has it can forge history. Default <c>data/journal.key</c>.</value>
    [Required]
    public string KeyFile { get; set; } = "data/journal.key";

    /// <value>The file with the journal's last event, outside the database: by it a start notices that an older copy was put back. Default:
    /// beside the key, as <c>data/journal.head</c>.</value>
    public string HeadFile { get; set; } = "";

    /// <value>The folder of the keys that protect cookies and forms, apart from the database. Anyone who can read it can sign in as anyone.
    /// Not used with <c>Postgres</c> and a certificate. Default <c>data/keys</c>.</value>
    [Required]
    public string KeysPath { get; set; } = "data/keys";

    /// <value>A certificate with its private key (PKCS #12, a .pfx file) that encrypts those keys. With <c>Postgres</c> they are then kept
    /// in the database. Default none: they are protected by the folder's permissions.</value>
    public string KeysCertificate { get; set; } = "";

    /// <value>The password of that file. Belongs in the environment. Default none.</value>
    public string? KeysCertificatePassword { get; set; }

    /// <value>Between two log lines with the head of the journal's chain. Default 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan HeadInterval { get; set; } = TimeSpan.FromHours(1);

    /// <value>Between two checks whether the storage can be written. Pending data is written then. Default 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(15);
}

internal enum StorageProvider
{
    Sqlite,
    Postgres,
}
