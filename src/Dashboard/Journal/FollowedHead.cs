using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Journal;

/// <summary>
/// Writes the last head here, too, while another dashboard goes on with the journal. By it this one can tell, when it takes over, that the
/// database is the one that was in use, and what waits goes on.
/// </summary>
internal sealed class FollowedHead(IDbContextFactory<DashboardContext> contexts, JournalKey key, LastHead lastHead) : IFollowActive
{
    private JournalHead? _known;
    private bool _isKeyChecked;

    public Task<string?> FollowAsync(CancellationToken cancellationToken) =>
        contexts.UseAsync(db => FollowAsync(db, cancellationToken), cancellationToken);

    private async Task<string?> FollowAsync(DashboardContext db, CancellationToken cancellationToken)
    {
        var last = await db.LastEventsAsync(2, cancellationToken);
        var head = JournalHead.Of(last.FirstOrDefault());
        if (!_isKeyChecked && last is [var entry, ..])
        {
            if (ProblemOfKey(entry, last.ElementAtOrDefault(1)) is { } problem)
                return problem;

            _isKeyChecked = true;
        }

        // An older database in its place is not followed: taking over finds it.
        _known ??= lastHead.Read();
        if (head == _known || (_known is { } known && !await db.HasAsync(known, cancellationToken)))
            return null;

        lastHead.Write(head);
        _known = head;
        return null;
    }

    private string? ProblemOfKey(JournalEvent entry, JournalEvent? previous)
    {
        try
        {
            key.Open(hasEvents: true);
            key.Check(entry, previous);
            return null;
        }
        catch (StorageException exception)
        {
            return exception.Message;
        }
    }
}
