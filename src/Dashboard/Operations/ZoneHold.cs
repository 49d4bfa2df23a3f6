using BackupDashboard.Journal;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

// Holds operations for a zone that the account does not list, until it does again. Meanwhile they can be undone, and say why they wait.
internal sealed class ZoneHold(
    ZoneMonitor zones, OperationJournal journal, IOptions<OperationsOptions> options, TimeProvider time, ILogger<ZoneHold> logger)
{
    public async Task PassAsync(Operation operation, CancellationToken cancellationToken)
    {
        // Right after a start, what is due has to wait until the zones are known.
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

        // By the journal, not by having waited here: an earlier run may have held it.
        if (await journal.TryUpdateAsync(operation.Id, Released, cancellationToken) is { } released)
            Log.NoLongerHeld(logger, operation.Id, operation.Kind, operation.Zone, released.DueAt);
    }

    private static Operation? Held(Operation operation) => operation is { State: OperationState.Scheduled, IsHeld: false }
        ? operation with { DueAt = null, Problem = new Problems.Held(operation.Zone) }
        : null;

    private Operation? Released(Operation operation) => operation switch
    {
        { IsHeld: false } or { AwaitsRelease: true } => null,
        _ when operation.Definition.HasGrace && options.Value.DeleteGrace > TimeSpan.Zero =>
            operation with { DueAt = time.GetUtcNow() + options.Value.DeleteGrace, Problem = new Problems.HeldBefore(operation.Zone) },
        _ => operation with { Problem = null },
    };
}
