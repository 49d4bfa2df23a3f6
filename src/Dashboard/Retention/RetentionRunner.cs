using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Platform;
using BackupDashboard.Storage;

namespace BackupDashboard.Retention;

// Deletes by the rules that are armed, through the ordinary deletion. Again and again, not at a time: a backup comes, becomes old enough or
// is unpinned without any event of the rule. After a sleep, a restart or a clock that was set, everything is looked at anew before
// anything is deleted.
internal sealed class RetentionRunner(
    RetentionPlanner planner, RetentionHistory history, RetentionAlarms alarms, BackupOperations operations, OperationJournal journal,
    Loops loops, TimeProvider time, ILogger<RetentionRunner> logger)
    : BackgroundService
{
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(55);

    /// <summary>What goes of a box has to stay the same for so long before it is deleted.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    private Dictionary<(Guid RuleId, BoxInZone Box), (string Hash, DateTimeOffset Since)> _seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var known = NewsNow();
                await LookAsync(stoppingToken);
                await PauseAsync(known, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // A person who arms or releases a rule, or undoes what it does, sees at once what comes of it.
    private async Task PauseAsync(HashSet<Guid> known, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var pulse = Task.Delay(Pulse, time, over.Token);
        for (var news = journal.Changed; known.SetEquals(NewsNow()) && !pulse.IsCompleted; news = journal.Changed)
            await Task.WhenAny(pulse, news);
        await over.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    // What has set the rules, every change being another operation, and what came to nothing.
    private HashSet<Guid> NewsNow()
    {
        var current = journal.Current;
        return
        [
            .. current.RetentionRules.Select(rule => rule.Id),
            .. current.Operations.Values
                .Where(one => one is { Via: OperationVia.Retention, IsActive: false, State: not OperationState.Succeeded })
                .Select(one => one.Id),
        ];
    }

    // What cannot be read or written now is looked at anew in a later round.
    private async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            var plans = await PlanAsync(stopping);
            var settled = SettledIn(plans);
            foreach (var plan in plans.Where(plan => plan.Rule.IsArmed && !plan.Rule.IsPaused(time.GetUtcNow())))
                await DeleteAsync(plan, settled, stopping);
            await alarms.CheckAsync(plans, stopping);
            loops.Round(Loop.Retention);
        }
        catch (StorageException exception)
        {
            Log.NotLooked(logger, exception.Message);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.LookThrew(logger, exception);
        }
    }

    // What is undone or fails after the history was read would be neither active nor held, and be requested again at once.
    private async Task<IReadOnlyList<RetentionPlan>> PlanAsync(CancellationToken stopping)
    {
        while (true)
        {
            var known = NewsNow();
            await history.LoadAsync(stopping);
            IReadOnlyList<RetentionPlan> plans = [.. planner.Plans.Values.OrderBy(plan => plan.Rule.Name, StringComparer.Ordinal)];
            if (known.SetEquals(NewsNow()))
                return plans;
        }
    }

    private HashSet<(Guid RuleId, BoxInZone Box)> SettledIn(IReadOnlyList<RetentionPlan> plans)
    {
        var now = time.GetUtcNow();
        var seen = new Dictionary<(Guid RuleId, BoxInZone Box), (string Hash, DateTimeOffset Since)>();
        foreach (var plan in plans)
        {
            foreach (var box in plan.Ready)
            {
                // A clock that was set back would make it settle at once.
                var key = (plan.Rule.Id, new BoxInZone(box.Zone, box.KnowledgeBoxId));
                seen[key] = _seen.TryGetValue(key, out var known) && known.Hash == box.Hash && known.Since <= now
                    ? known
                    : (box.Hash, now);
            }
        }

        _seen = seen;
        return [.. seen.Where(one => now - one.Value.Since >= Settled).Select(one => one.Key)];
    }

    // One zone at a time: a brake in one holds no other. Each deletion is refused or accepted on its own.
    private async Task DeleteAsync(
        RetentionPlan plan, HashSet<(Guid RuleId, BoxInZone Box)> settled, CancellationToken stopping)
    {
        var free = plan.Free.Where(
            box => plan.IsConfirmed || settled.Contains((plan.Rule.Id, new BoxInZone(box.Zone, box.KnowledgeBoxId))));
        foreach (var zone in free.GroupBy(box => box.Zone))
        {
            foreach (var backups in zone.SelectMany(box => box.Going).Select(verdict => verdict.Backup)
                .Chunk(BackupOperations.MaximumAtOnce))
            {
                var caller = new RetentionCaller(plan.Rule);
                var result = await operations.DeleteAllAsync(
                    caller, zone.Key, [.. backups.Select(backup => backup.Id)], BackupOperations.ConfirmationOf(backups), stopping);
                Log.Requested(
                    logger, plan.Rule.Id, zone.Key, result.Results.Count(one => one.IsAccepted),
                    result.Results.Count(one => !one.IsAccepted), result.Problem?.Text ?? "");
            }
        }
    }
}
