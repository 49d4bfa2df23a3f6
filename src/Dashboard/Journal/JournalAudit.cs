using System.Globalization;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Journal;

/// <summary>The last event of the journal. Kept outside the database, it proves later that nothing was cut off.</summary>
public sealed record JournalHead(long Sequence, string Hash)
{
    /// <summary>Of a journal without events.</summary>
    public static JournalHead None { get; } = new(0, JournalKey.Beginning);

    // entry: the last event; null if there is none.
    internal static JournalHead Of(JournalEvent? entry) => entry is null ? None : new(entry.Sequence, entry.Hash);

    /// <returns>Null if the text is not what <see cref="ToString"/> writes.</returns>
    public static JournalHead? Parse(string text) =>
        text.Split(':') is [var number, { Length: 64 } hash]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new JournalHead(sequence, hash)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}

/// <param name="Events">Length of the chain up to its end, or up to the first fault.</param>
/// <param name="Fault">What does not fit, for an auditor; null if everything does.</param>
public sealed record AuditReport(long Events, JournalHead? Head, string? Fault)
{
    public bool IsIntact => Fault is null;
}

/// <summary>
/// Checks the whole journal: every event against the key and the previous event, and every operation against its latest event.
/// </summary>
public sealed class JournalAudit(IDbContextFactory<DashboardContext> contexts, JournalKey key)
{
    /// <param name="known">A head from the log, or from an earlier audit, that must be part of the chain.</param>
    /// <exception cref="StorageException">The journal cannot be read.</exception>
    public Task<AuditReport> VerifyAsync(JournalHead? known, CancellationToken cancellationToken) =>
        contexts.UseAsync(db => VerifyAsync(db, known, cancellationToken), cancellationToken);

    private async Task<AuditReport> VerifyAsync(DashboardContext db, JournalHead? known, CancellationToken cancellationToken)
    {
        // Later writes belong to the next audit.
        await using var transaction = await db.BeginSnapshotAsync(cancellationToken);
        var latest = new Dictionary<Guid, string>();
        JournalEvent? last = null;
        await foreach (var entry in db.Set<JournalEvent>().AsNoTracking().OrderBy(entry => entry.Sequence).AsAsyncEnumerable()
                .WithCancellation(cancellationToken))
        {
            if (FaultOf(entry, last) is { } fault)
                return new AuditReport(last?.Sequence ?? 0, HeadOf(last), fault);
            if (known?.Sequence == entry.Sequence && known.Hash != entry.Hash)
                return new AuditReport(
                    entry.Sequence, HeadOf(entry),
                    $"Event {entry.Sequence} is not the one whose hash was noted: the journal has been rewritten.");

            latest[entry.OperationId] = entry.Content;
            last = entry;
        }

        var missing = known is not null && known.Sequence > (last?.Sequence ?? 0)
            ? $"The journal ends with event {last?.Sequence ?? 0}, but event {known.Sequence} was noted: its end has been cut off."
            : null;
        return new AuditReport(last?.Sequence ?? 0, HeadOf(last), missing ?? await RowFaultAsync(db, latest, cancellationToken));
    }

    /// <exception cref="StorageException">The journal cannot be read.</exception>
    public async Task<JournalHead?> HeadAsync(CancellationToken cancellationToken) => HeadOf(await contexts.UseAsync(
        db => db.LastEventAsync(cancellationToken), cancellationToken));

    private string? FaultOf(JournalEvent entry, JournalEvent? previous)
    {
        var expected = (previous?.Sequence ?? 0) + 1;
        if (entry.Sequence != expected)
            return $"Event {expected} is missing.";

        var hash = key.HashOf(previous?.Hash ?? JournalKey.Beginning, entry.Sequence, entry.OperationId, entry.At, entry.Content);
        return hash == entry.Hash
            ? null
            : $"Event {entry.Sequence} (operation {entry.OperationId}) does not fit the chain: it or the one before it was changed, or "
                + "the key is another one.";
    }

    private static async Task<string?> RowFaultAsync(
        DashboardContext db, Dictionary<Guid, string> latest, CancellationToken cancellationToken)
    {
        var rows = 0;
        await foreach (var row in db.Set<OperationRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            rows++;
            if (!latest.TryGetValue(row.Id, out var content))
                return $"Operation {row.Id} has no event: it was put into the database past the journal.";
            if (content != row.Content || row != OperationRow.Of(OperationJson.Read(content)))
                return $"Operation {row.Id} is not as its latest event left it: its row was changed past the journal.";
        }

        return rows == latest.Count ? null : $"{latest.Count - rows} operations that have events are missing.";
    }

    private static JournalHead? HeadOf(JournalEvent? entry) => entry is null ? null : JournalHead.Of(entry);
}
