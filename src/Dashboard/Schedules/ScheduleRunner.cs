using BackupDashboard.Journal;
using BackupDashboard.Storage;

namespace BackupDashboard.Schedules;

// Looks at every schedule, again and again: a time comes without any event, and so does room for the next box. A pulse and not a timer
// until the next time, because a clock that is set, or a machine that has slept, would make that timer wrong.
internal sealed class ScheduleRunner(
    OperationJournal journal, ScheduleDecider decider, ScheduleAlarms alarms, TimeProvider time, ILogger<ScheduleRunner> logger)
    : BackgroundService
{
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                foreach (var rule in journal.Current.Schedules)
                    await DecideAsync(rule, stoppingToken);
                await CheckAsync(stoppingToken);
                await Task.Delay(Pulse, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // One schedule that cannot be decided must not stop the others. What could not be written is decided in a later round.
    private async Task DecideAsync(Operation rule, CancellationToken stopping)
    {
        try
        {
            await decider.DecideAsync(rule, stopping);
        }
        catch (StorageException exception)
        {
            Log.NotDecided(logger, rule.Schedule!.Id, exception.Message);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.DeciderThrew(logger, exception, rule.Schedule!.Id);
        }
    }

    private async Task CheckAsync(CancellationToken stopping)
    {
        try
        {
            await alarms.CheckAsync(stopping);
        }
        catch (StorageException exception)
        {
            Log.NotChecked(logger, exception.Message);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.AlarmsThrew(logger, exception);
        }
    }
}
