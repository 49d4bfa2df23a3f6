using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Storage;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Activities;

public sealed partial class JournalCheck
{
    private readonly CancellationTokenSource _left = new();
    private string? _noted;
    private string? _judged;
    private bool _isChecking;
    private AuditReport? _report;
    private string? _problem;

    [CascadingParameter]
    public Grants Grants { get; set; } = Grants.None;

    [Inject]
    public required JournalAudit Audit { get; init; }

    [Inject]
    public required ILogger<JournalCheck> Logger { get; init; }

    private async Task VerifyAsync()
    {
        // A second click may be dispatched before the disabled button reaches the browser; and the audit is of no use to someone who sees
        // only a part.
        if (_isChecking || !Grants.CanViewEverything)
            return;

        (_report, _problem, _judged) = (null, null, _noted);
        var known = JournalHead.Parse(_noted?.Trim() ?? "");
        if (known is null && !string.IsNullOrWhiteSpace(_noted))
        {
            _problem = "This is no head of a journal: that is a number, a colon and 64 hexadecimal digits.";
            return;
        }

        _isChecking = true;
        try
        {
            // On its own thread: SQLite reads on the caller's, and the page could not even be left.
            var left = _left.Token;
            _report = await Task.Run(() => Audit.VerifyAsync(known, left), left);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left: no one reads the answer.
        }
        catch (StorageException exception)
        {
            Log.NotVerified(Logger, exception);
            _problem = "The journal cannot be read at the moment, so it is not verified. The dashboard's log has the cause.";
        }
        finally
        {
            _isChecking = false;
        }
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }
}
