using BackupDashboard.Journal;
using BackupDashboard.Operations;

namespace BackupDashboard.Tests.Shared;

internal static class JournalExtensions
{
    /// <summary>With the conflicts of its kind, as a request does it.</summary>
    public static Task<Operation?> TryAddAsync(this OperationJournal journal, Operation intent, CancellationToken cancellationToken) =>
        journal.TryAddAsync(intent, current => intent.Definition.InTheWay(intent, current), cancellationToken);
}
