using BackupDashboard.Storage;

namespace BackupDashboard.Alarms;

// An alarm when the storage cannot be used, shown from memory and recorded later.
internal sealed class StorageAlarms(AlarmStore book) : IStorageReader
{
    private static readonly AlarmKey Key = new(AlarmKind.StorageUnusable, "", "");

    private const string Text =
        "The dashboard cannot write to its storage. What you see is still read from the cloud, but nothing can be started, "
            + "deleted, restored, "
        + "undone or acknowledged until it can. The dashboard's log has the cause, for example a full disk.";

    public Task ReadAsync(StorageException? problem, CancellationToken cancellationToken) =>
        problem is null ? book.EndAsync(Key, cancellationToken) : book.RaiseAsync(Key, Text, cancellationToken);
}
