using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Journal;

// Writes the journal's head to the log, which is kept elsewhere: someone who cuts off the end of the journal cannot cut it off there.
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
            // The disk may recover until the next interval; the journal itself refuses to continue without it.
            Log.HeadNotRead(logger, exception);
        }
    }
}
