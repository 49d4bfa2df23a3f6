using BackupDashboard.Storage;

namespace BackupDashboard.Alarms;

/// <summary>That the storage cannot be used is an alarm, shown from memory and recorded once it can be.</summary>
internal sealed class StorageAlarms(AlarmStore book) : IStorageReader
{
    private static readonly AlarmKey Key = new(AlarmKind.StorageUnusable, "", "");

    /// <summary>The cause names files of the machine: the log has it.</summary>
    private const string Text =
        "The dashboard cannot write to its storage. What you see goes on being read from the cloud, but nothing can be started, deleted, restored, "
        + "undone or acknowledged until it can. The dashboard's log has the cause, for example a full disk.";

    public Task ReadAsync(StorageException? problem, CancellationToken cancellationToken) =>
        problem is null ? book.EndAsync(Key, cancellationToken) : book.RaiseAsync(Key, Text, cancellationToken);
}
