using BackupDashboard.Journal;
using BackupDashboard.Platform;
using BackupDashboard.Storage;

namespace BackupDashboard.Schedules;

// Looks at every schedule, again and again: a time comes without any event, and so does room for the next box. A pulse and not a timer
// until the next time, because a clock that is set, or a machine that has slept, would make that timer wrong.
internal sealed class ScheduleRunner(
    OperationJournal journal, ScheduleDecider decider, ScheduleAlarms alarms, Loops loops, TimeProvider time,
    ILogger<ScheduleRunner> logger)
    : BackgroundService
{
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var isWell = true;
                foreach (var rule in journal.Current.Schedules)
                    isWell &= await DecideAsync(rule, stoppingToken);
                isWell &= await CheckAsync(stoppingToken);
                if (isWell)
                    loops.Round(Loop.Schedules);
                await Task.Delay(Pulse, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // Returns whether it went well. One schedule that cannot be decided must not stop the others. What could not be written is decided in
    // a later round.
    private async Task<bool> DecideAsync(Operation rule, CancellationToken stopping)
    {
        try
        {
            await decider.DecideAsync(rule, stopping);
            return true;
        }
        catch (StorageException exception)
        {
            Log.NotDecided(logger, rule.Schedule!.Id, exception.Message);
            return false;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.DeciderThrew(logger, exception, rule.Schedule!.Id);
            return false;
        }
    }

    private async Task<bool> CheckAsync(CancellationToken stopping)
    {
        try
        {
            await alarms.CheckAsync(stopping);
            return true;
        }
        catch (StorageException exception)
        {
            Log.NotChecked(logger, exception.Message);
            return false;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.AlarmsThrew(logger, exception);
            return false;
        }
    }
}
