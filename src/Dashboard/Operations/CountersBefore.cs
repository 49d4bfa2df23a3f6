using BackupDashboard.Journal;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Operations;

// Counts a knowledge box just before its backup is started. The backup matters more than the count, so this never delays it for long.
internal sealed class CountersBefore(INucliaReader nuclia, TimeProvider time, ILogger<CountersBefore> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<Counters?> OfAsync(Zone zone, Operation operation, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var counted = await nuclia.GetCountersAsync(zone, operation.KnowledgeBoxId, either.Token);
            if (counted.Error is null)
                return counted.Value;

            Log.NotCounted(logger, operation.Id, counted.Error.Detail);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotCounted(logger, operation.Id, $"no answer within {Patience.TotalSeconds} s");
        }

        return null;
    }
}
