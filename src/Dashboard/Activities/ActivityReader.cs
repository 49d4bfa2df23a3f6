using System.Runtime.CompilerServices;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Shell;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Activities;

/// <summary>
/// Every operation, read from the database: the journal holds only the latest in memory. Readers get the operations on visible boxes, and
/// totals and choices of those alone.
/// </summary>
public sealed class ActivityReader(IDbContextFactory<DashboardContext> contexts)
{
    private const int BoxesOffered = 50;
    private const int ChunkSize = 500;

    /// <summary>One page; the last one if the query asks for a page beyond it.</summary>
    public Task<ActivityRows> PageAsync(Grants grants, ActivityQuery query, TimeZoneInfo viewer, CancellationToken cancellationToken) =>
        ReadAsync(
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
    /// All matches, newest first, in chunks, so that neither memory holds the whole journal nor a slow download keeps a database snapshot
    /// open. What is requested meanwhile is newer than the reading position, so nothing is returned twice.
    /// </summary>
    public async IAsyncEnumerable<Operation> AllAsync(
        Grants grants, ActivityQuery query, TimeZoneInfo viewer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        OperationRow? last = null;
        while (true)
        {
            var chunk = await ReadAsync(
                grants, operations => After(operations.Matching(query, viewer), last).NewestFirst().Take(ChunkSize)
                    .ToListAsync(cancellationToken), cancellationToken);
            foreach (var row in chunk)
                yield return row.ToOperation();

            if (chunk.Count < ChunkSize)
                yield break;
            last = chunk[^1];
        }
    }

    /// <summary>The people and zones of the journal. Someone who changed their name is listed under the latest.</summary>
    public Task<ActivityChoices> ChoicesAsync(Grants grants, CancellationToken cancellationToken) => ReadAsync(
        grants,
        async operations =>
        {
            var names = await operations
                .GroupBy(row => new { row.ActorId, row.ActorName })
                .Select(rows => new { rows.Key.ActorId, rows.Key.ActorName, Latest = rows.Max(row => row.RequestedAt) })
                .ToListAsync(cancellationToken);
            var zones = await operations.Select(row => row.Zone).Distinct().OrderBy(zone => zone).ToListAsync(cancellationToken);
            var people = names.OrderBy(name => name.Latest).GroupBy(name => name.ActorId)
                .ToDictionary(same => same.Key, same => same.Last().ActorName);
            return new ActivityChoices(people, zones);
        },
        cancellationToken);

    /// <summary>How many operations were requested since then, by what they are and what became of them.</summary>
    public async Task<IReadOnlyDictionary<(OperationKind Kind, OperationState State), int>> CountAsync(
        Grants grants, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var counts = await ReadAsync(
            grants,
            operations => operations.Where(row => row.RequestedAt > since).GroupBy(row => new { row.Kind, row.State })
                .Select(rows => new { rows.Key.Kind, rows.Key.State, Count = rows.Count() }).ToListAsync(cancellationToken),
            cancellationToken);
        return counts.ToDictionary(count => (count.Kind, count.State), count => count.Count);
    }

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

    // SQLite reads on the caller's thread, even in asynchronous methods: a page must not block meanwhile. Throws StorageException: the
    // journal cannot be read.
    private Task<T> ReadAsync<T>(Grants grants, Func<IQueryable<OperationRow>, Task<T>> read, CancellationToken cancellationToken) =>
        Task.Run(
        () => contexts.UseAsync(db => read(db.Set<OperationRow>().AsNoTracking().VisibleTo(grants)), cancellationToken), cancellationToken);
}

/// <param name="Total">Matches on all pages.</param>
public sealed record ActivityRows(IReadOnlyList<Operation> Operations, int Total, Paging Paging);
