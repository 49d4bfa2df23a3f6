using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Storage;

namespace BackupDashboard.Approvals;

// Ends what can no longer be approved, lets ripen what may, and says what waits. By what the journal says, again and again: after a
// restart, a sleep or a clock that was set, nothing is revived, and nothing ripens before everybody was told and had time to object.
internal sealed class ApprovalRunner(
    OperationJournal journal, ApprovalGate gate, ApprovalSettings settings, ApprovalAlarms alarms, TimeProvider time,
    ILogger<ApprovalRunner> logger) : BackgroundService
{
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(11);

    private static readonly TimeSpan LongestWarning = TimeSpan.FromHours(12);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TryAsync(settings.ApplyAsync, stoppingToken);
                foreach (var operation in journal.Current.Active.Where(operation => operation.AwaitsApproval).ToList())
                    await TryAsync(stopping => LookAsync(operation, stopping), stoppingToken);
                await TryAsync(alarms.CheckAsync, stoppingToken);
                await Task.Delay(Pulse, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // What cannot be done now is done in a later round. One request must not keep the others from it.
    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken stopping)
    {
        try
        {
            await act(stopping);
        }
        catch (StorageException exception)
        {
            Log.NotWritten(logger, exception.Message);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.Threw(logger, exception);
        }
    }

    private async Task LookAsync(Operation operation, CancellationToken stopping)
    {
        if (Step(operation) is null)
            return;

        if (await journal.TryUpdateAsync(operation.Id, current => current.AwaitsApproval ? Step(current) : null, stopping) is { } changed)
            Log.Moved(logger, changed.Id, changed.ApprovalState!.Value, changed.Approval!.Notice, changed.Problem?.Text ?? "");
    }

    // Null if there is nothing to do yet.
    private Operation? Step(Operation operation)
    {
        if (gate.Ended(operation) is { } ended)
            return ended;
        if (operation.Approval is not { RipensAt: { } ripensAt } approval)
            return null;

        var now = time.GetUtcNow();
        var whole = ripensAt - operation.RequestedAt;
        var warning = whole / 4 < LongestWarning ? whole / 4 : LongestWarning;
        return approval.Notice switch
        {
            ApprovalNotice.Asked => now >= operation.RequestedAt + (whole / 2) ? Told(operation, ApprovalNotice.HalfTime, now) : null,
            ApprovalNotice.HalfTime => now >= ripensAt - warning ? Told(operation, ApprovalNotice.Soon, now) : null,
            ApprovalNotice.Soon => now >= ripensAt && now - approval.NoticeAt >= warning && gate.IsKnown(operation)
                ? gate.Granted(operation with { Approval = approval with { RipenedAt = now } })
                : null,
        };
    }

    private static Operation Told(Operation operation, ApprovalNotice notice, DateTimeOffset now) =>
        operation with { Approval = operation.Approval! with { Notice = notice, NoticeAt = now } };
}
