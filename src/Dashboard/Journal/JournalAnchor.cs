using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Journal;

/// <summary>Writes the journal's head to the log, which goes elsewhere: whoever cuts off the end of the journal can not cut it off there.</summary>
internal sealed class JournalAnchor(JournalAudit audit, IOptions<StorageOptions> options, TimeProvider time, ILogger<JournalAnchor> logger)
    : BackgroundService
{
    private JournalHead? _noted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await NoteAsync();
            await Task.Delay(options.Value.HeadInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await NoteAsync();
    }

    private async Task NoteAsync()
    {
        try
        {
            if (await audit.HeadAsync(CancellationToken.None) is not { } head || head == _noted)
                return;

            Log.JournalHead(logger, head);
            _noted = head;
        }
        catch (Exception exception)
        {
            // The next interval may find the disk in order; the journal itself refuses to go on without it.
            Log.HeadNotRead(logger, exception);
        }
    }
}
