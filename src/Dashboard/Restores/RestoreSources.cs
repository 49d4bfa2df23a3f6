using System.Collections.Concurrent;
using BackupDashboard.Zones;

namespace BackupDashboard.Restores;

/// <summary>
/// Notices that the backup under a running restore is no longer listed. The dashboard itself deletes none that is being restored; others
/// may, and the cloud then leaves the new box partial without reporting it.
/// </summary>
public sealed class RestoreSources
{
    // By operation: the list that first lacked its backup. One list may be cut short, so a later one has to agree.
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _missedIn = new();

    public RestoreProgress Check(ZoneSnapshot zone, string backupId, RestoreProgress progress, DateTimeOffset now)
    {
        if (zone.AsOf is not { } listedAt || listedAt <= progress.AcceptedAt)
            return progress;

        if (zone.HasBackup(backupId))
        {
            _missedIn.TryRemove(progress.OperationId, out _);
            return progress with { SourceGoneAt = null };
        }

        return listedAt > _missedIn.GetOrAdd(progress.OperationId, listedAt)
            ? progress with { SourceGoneAt = progress.SourceGoneAt ?? now }
            : progress;
    }

    public void Forget(Guid operationId) => _missedIn.TryRemove(operationId, out _);
}
