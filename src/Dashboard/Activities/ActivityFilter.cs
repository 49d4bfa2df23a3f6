using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Shell;

namespace BackupDashboard.Activities;

internal static class ActivityFilter
{
    public static IQueryable<OperationRow> Matching(this IQueryable<OperationRow> rows, ActivityQuery query, TimeZoneInfo viewer)
    {
        if (query.Person != "")
            rows = rows.Where(row => row.ActorId == query.Person);
        if (query.Box != "")
            rows = rows.Where(row => row.KnowledgeBoxSlug == query.Box || row.NewSlug == query.Box);
        if (query.Zone != "")
            rows = rows.Where(row => row.Zone == query.Zone);
        if (query.Kind is { } kind)
            rows = rows.Where(row => row.Kind == kind);
        if (query.States.Count > 0)
            rows = rows.Where(row => query.States.Contains(row.State));
        if (query.Batch is { } batch)
            rows = rows.Where(row => row.BatchId == batch);
        if (query.From is { } first && ViewerTime.StartOf(first, viewer) is var from)
            rows = rows.Where(row => row.RequestedAt >= from);
        if (query.Until is { } last && ViewerTime.StartOf(last.AddDays(1), viewer) is var until)
            rows = rows.Where(row => row.RequestedAt < until);
        return PlainText.Title(query.Search) is { Length: > 0 } search ? rows.BeginningWith(search) : rows;
    }

    // Operations of the same moment need a fixed order, or one could be on two pages, or on none.
    public static IOrderedQueryable<OperationRow> NewestFirst(this IQueryable<OperationRow> rows) =>
        rows.OrderByDescending(row => row.RequestedAt).ThenByDescending(row => row.Id);

    private static IQueryable<OperationRow> BeginningWith(this IQueryable<OperationRow> rows, string search) =>
        IdsBeginningWith(search) is var (low, high)
        ? rows.Where(row => (row.Id.CompareTo(low) >= 0 && row.Id.CompareTo(high) <= 0)
            || row.UpstreamId!.StartsWith(search) || row.BackupId!.StartsWith(search) || row.CorrelationId.StartsWith(search))
        : rows.Where(row => row.UpstreamId!.StartsWith(search) || row.BackupId!.StartsWith(search) || row.CorrelationId.StartsWith(search));

    // As a range, because how an id is stored as text is up to the database.
    private static (Guid Low, Guid High)? IdsBeginningWith(string search)
    {
        var digits = search.Replace("-", "", StringComparison.Ordinal);
        return digits.Length <= 32 && Guid.TryParseExact(digits.PadRight(32, '0'), "N", out var low)
            ? (low, Guid.ParseExact(digits.PadRight(32, 'f'), "N"))
            : null;
    }
}
