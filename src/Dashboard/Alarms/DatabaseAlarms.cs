using System.Globalization;
using BackupDashboard.Journal;
using BackupDashboard.Storage;

namespace BackupDashboard.Alarms;

// Raises an alarm when an older database was put back. The journal only continues once it is raised.
internal sealed class DatabaseAlarms(OperationJournal journal, AlarmStore book, ILogger<DatabaseAlarms> logger) : ILoadAtStart
{
    private const string ToDo =
        "What waited in it is held until someone releases it, operation by operation: look at the zones first. Retention rules delete "
            + "nothing until this is acknowledged: look at the pins and at the rules. The dashboard's log has both journal heads.";

    private static readonly AlarmKey Key = new(AlarmKind.DatabaseOlder, "", "");

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (journal.Age is DatabaseAge.Latest)
            return;

        var held = journal.Current.Active.Count(operation => operation.AwaitsRelease);
        if (journal.Age is DatabaseAge.Older)
        {
            await RaiseAsync(
                "This database is older than the last one used here. What was requested, undone or finished after it was copied is "
                    + "missing from its journal, "
                + $"and backups may have been deleted or made since. {ToDo}",
                held,
                cancellationToken);
        }
        else if (held > 0 || journal.Current.RetentionRules.Any(rule => rule.Retention!.IsArmed))
        {
            await RaiseAsync(
                "It is not known whether this database is the last one used here, because the file beside it that would say so is "
                    + $"missing. {ToDo}",
                held, cancellationToken);
        }
        else
        {
            Log.DatabaseAgeUnknown(logger);
        }

        await journal.KeepHeadAsync(cancellationToken);
    }

    private Task RaiseAsync(string text, int held, CancellationToken cancellationToken) => book.RaiseAsync(
        [new AlarmNews(Key, text) { Detail = string.Create(CultureInfo.InvariantCulture, $"Held: {held}.") }], cancellationToken);
}
