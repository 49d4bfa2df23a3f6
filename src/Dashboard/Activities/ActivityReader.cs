using System.Runtime.CompilerServices;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Activities;

/// <summary>
/// Every operation that was ever asked for, read from the database: the journal holds only the latest in memory. Who reads gets the
/// operations on boxes that they may view, and totals and choices of those alone.
/// </summary>
public sealed class ActivityReader(IDbContextFactory<DashboardContext> contexts)
{
    private const int BoxesOffered = 50;
    private const int ChunkSize = 500;

    /// <summary>One page; the last one where the query asks for a page beyond it.</summary>
    public Task<ActivityRows> PageAsync(Grants grants, ActivityQuery query, TimeZoneInfo viewer, CancellationToken cancellationToken) => ReadAsync(
        grants,
        async operations =>
        {
            var matching = operations.Matching(query, viewer);
            var total = await matching.CountAsync(cancellationToken);
            var paging = query.Paging.Within(total);
            var rows = await matching.NewestFirst().Skip(paging.Skipped).Take(paging.Size).ToListAsync(cancellationToken);
            return new ActivityRows([.. rows.Select(row => row.ToOperation())], total, paging);
        },
        cancellationToken);

    /// <summary>
    /// All that match, newest first, a chunk at a time: neither does the whole journal stand in memory, nor does a slow download keep
    /// a picture of the database open. What is asked for meanwhile is newer than where the reading is, so nothing comes twice.
    /// </summary>
    public async IAsyncEnumerable<Operation> AllAsync(
        Grants grants, ActivityQuery query, TimeZoneInfo viewer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        OperationRow? last = null;
        while (true)
        {
            var chunk = await ReadAsync(
                grants, operations => After(operations.Matching(query, viewer), last).NewestFirst().Take(ChunkSize).ToListAsync(cancellationToken), cancellationToken);
            foreach (var row in chunk)
                yield return row.ToOperation();

            if (chunk.Count < ChunkSize)
                yield break;
            last = chunk[^1];
        }
    }

    /// <summary>The people and zones of the journal. Who has changed their name is known by the latest.</summary>
    public Task<ActivityChoices> ChoicesAsync(Grants grants, CancellationToken cancellationToken) => ReadAsync(
        grants,
        async operations =>
        {
            var names = await operations
                .GroupBy(row => new { row.ActorId, row.ActorName })
                .Select(rows => new { rows.Key.ActorId, rows.Key.ActorName, Latest = rows.Max(row => row.RequestedAt) })
                .ToListAsync(cancellationToken);
            var zones = await operations.Select(row => row.Zone).Distinct().OrderBy(zone => zone).ToListAsync(cancellationToken);
            var people = names.OrderBy(name => name.Latest).GroupBy(name => name.ActorId).ToDictionary(same => same.Key, same => same.Last().ActorName);
            return new ActivityChoices(people, zones);
        },
        cancellationToken);

    /// <summary>Slugs of boxes, and of boxes that restores asked for.</summary>
    public Task<List<string>> BoxesAsync(Grants grants, string text, CancellationToken cancellationToken) => ReadAsync(
        grants,
        operations => operations.Select(row => row.KnowledgeBoxSlug)
            .Union(operations.Where(row => row.NewSlug != null).Select(row => row.NewSlug!))
            .Where(slug => slug.Contains(text))
            .OrderBy(slug => slug).Take(BoxesOffered).ToListAsync(cancellationToken),
        cancellationToken);

    private static IQueryable<OperationRow> After(IQueryable<OperationRow> rows, OperationRow? last) => last is null
        ? rows
        : rows.Where(row => row.RequestedAt < last.RequestedAt || (row.RequestedAt == last.RequestedAt && row.Id.CompareTo(last.Id) < 0));

    /// <summary>SQLite reads on the caller's thread, whatever its methods are called: a page must not stand still meanwhile.</summary>
    /// <exception cref="StorageException">The journal cannot be read.</exception>
    private Task<T> ReadAsync<T>(Grants grants, Func<IQueryable<OperationRow>, Task<T>> read, CancellationToken cancellationToken) => Task.Run(
        () => contexts.UseAsync(db => read(db.Set<OperationRow>().AsNoTracking().VisibleTo(grants)), cancellationToken), cancellationToken);
}

/// <param name="Total">How many match on all pages.</param>
/// <param name="Paging">Which page it is.</param>
public sealed record ActivityRows(IReadOnlyList<Operation> Operations, int Total, Paging Paging);
