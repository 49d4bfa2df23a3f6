using BackupDashboard.Operations;
using BackupDashboard.Storage;

namespace BackupDashboard.Alarms;

/// <summary>Acknowledges alarms for someone, authorized at the time of the call.</summary>
public sealed class Acknowledgements(AlarmStore alarms, CommandGuard guard, ILogger<AlarmStore> logger)
{
    public static string MissingRight { get; } =
        "To acknowledge an alarm you need the right to back up, to restore or to delete where it is";

    /// <returns>Why it was refused; null when it was not.</returns>
    public async Task<string?> AcknowledgeAsync(Caller caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return problem.Text;

        if (!Alarm.Acting.Any(confirmed.Grants.MayAnywhere))
            return MissingRight;

        var requested = alarms.Current.VisibleTo(confirmed.Grants).Unacknowledged.Where(alarm => ids.Contains(alarm.Id)).ToList();
        if (requested.Find(alarm => !alarm.IsAcknowledgeableBy(confirmed.Grants)) is { } other)
        {
            Log.NotAcknowledged(logger, caller.Actor.ObjectId, other.Key);
            return MissingRight;
        }

        try
        {
            await alarms.AcknowledgeAsync([.. requested.Select(alarm => alarm.Id)], caller.Actor, cancellationToken);
            return null;
        }
        catch (StorageException exception)
        {
            Log.AcknowledgementNotWritten(logger, exception);
            return Problems.NotWritten.Text;
        }
    }
}
