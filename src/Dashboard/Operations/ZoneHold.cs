using BackupDashboard.Feeds;
using BackupDashboard.Journal;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

/// <summary>Holds what is due in a zone that the account does not list, until it does again. Meanwhile it can be undone, and says why it waits.</summary>
public sealed class ZoneHold(
    ZoneMonitor zones, OperationJournal journal, IOptions<OperationsOptions> options, TimeProvider time, ILogger<ZoneHold> logger)
{
    /// <summary>Completes when the zone can be asked.</summary>
    public async Task PassAsync(Operation operation, CancellationToken cancellationToken)
    {
        // What is due at once after a start has to wait for the zones.
        await zones.AccountIsKnownAsync(cancellationToken);
        while (true)
        {
            var changed = zones.Changed;
            if (zones.Find(operation.Zone) is { IsGone: false })
                break;

            if (await journal.TryUpdateAsync(operation.Id, Held, cancellationToken) is not null)
                Log.Held(logger, operation.Id, operation.Kind, operation.Zone);
            await changed.WaitAsync(cancellationToken);
        }

        // By the journal, not by having waited here: it may have been held by the run before this one.
        if (await journal.TryUpdateAsync(operation.Id, Released, cancellationToken) is { } released)
            Log.NoLongerHeld(logger, operation.Id, operation.Kind, operation.Zone, released.DueAt);
    }

    private static Operation? Held(Operation operation) => operation is { State: OperationState.Scheduled, IsHeld: false }
        ? operation with { DueAt = null, Problem = Problems.Held(operation.Zone) }
        : null;

    /// <summary>A deletion that was requested long ago, for a zone that was away, is not sent the moment it is back.</summary>
    private Operation? Released(Operation operation) => operation switch
    {
        { IsHeld: false } or { AwaitsRelease: true } => null,
        _ when operation.Definition.HasGrace && options.Value.DeleteGrace > TimeSpan.Zero =>
            operation with { DueAt = time.GetUtcNow() + options.Value.DeleteGrace, Problem = Problems.HeldBefore(operation.Zone) },
        _ => operation with { Problem = null },
    };
}
