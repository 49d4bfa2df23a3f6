using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BackupDashboard.Storage;

// Copies every table of one database into an empty one of another provider, and compares what arrived.
// more: rows that were not in a database before.
internal sealed class DatabaseMove(DashboardContext from, DashboardContext to, IReadOnlyCollection<object> more)
{
    private const int ChunkSize = 500;

    private static readonly MethodInfo Copy = Method(nameof(CopyAsync));
    private static readonly MethodInfo Compare = Method(nameof(CompareAsync));
    private static readonly MethodInfo Any = Method(nameof(AnyAsync));

    private IEnumerable<IEntityType> Types =>
        from.Model.GetEntityTypes().OrderBy(type => type.GetTableName(), StringComparer.Ordinal);

    // Throws StorageException: the other database is not empty, or not everything arrived. It is then as before.
    // Returns how many rows each table has.
    public async Task<IReadOnlyList<(string Table, long Rows)>> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var type in Types)
        {
            if (await CallAsync<bool>(Any, type, cancellationToken))
                throw new StorageException(
                    $"The database to move to has rows in {type.GetTableName()} already. Give one that is empty.");
        }

        await using var transaction = await to.Database.BeginTransactionAsync(cancellationToken);
        var moved = new List<(string Table, long Rows)>();
        foreach (var type in Types)
        {
            var rows = await CallAsync<long>(Copy, type, cancellationToken);
            if (await CallAsync<string?>(Compare, type, cancellationToken) is { } difference)
                throw new StorageException($"{type.GetTableName()} did not arrive as it is: {difference}");
            moved.Add((type.GetTableName()!, rows));
        }

        to.AddRange(more);
        await FlushAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return moved;
    }

    private Task<bool> AnyAsync<T>(CancellationToken cancellationToken)
        where T : class => to.Set<T>().AnyAsync(cancellationToken);

    private async Task<long> CopyAsync<T>(CancellationToken cancellationToken)
        where T : class
    {
        var count = 0L;
        await foreach (var row in from.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            to.Add(row);
            if (++count % ChunkSize == 0)
                await FlushAsync(cancellationToken);
        }

        await FlushAsync(cancellationToken);
        return count;
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await to.SaveChangesAsync(cancellationToken);
        to.ChangeTracker.Clear();
    }

    // Returns the first difference; null if there is none.
    private async Task<string?> CompareAsync<T>(CancellationToken cancellationToken)
        where T : class
    {
        var type = from.Model.FindEntityType(typeof(T))!;
        await using var sent = InOrder<T>(from).GetAsyncEnumerator(cancellationToken);
        await using var arrived = InOrder<T>(to).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var (isSent, hasArrived) = (await sent.MoveNextAsync(), await arrived.MoveNextAsync());
            if (isSent != hasArrived)
                return "the numbers of rows differ.";
            if (!isSent)
                return null;
            if (!ValuesOf(type, sent.Current).SequenceEqual(ValuesOf(type, arrived.Current)))
                return $"the row {KeyOf(sent.Current)} differs.";
        }
    }

    // What is stored of it: the rest is computed.
    private static IEnumerable<object?> ValuesOf(ITypeBase type, object? row) => row is null
        ? [null]
        : type.GetProperties().Select(property => property.GetGetter().GetClrValue(row)).Concat(
            type.GetComplexProperties().SelectMany(
                property => ValuesOf(property.ComplexType, property.GetGetter().GetClrValue(row))));

    private string KeyOf<T>(T row)
        where T : class => string.Join(", ", KeyOf<T>().Select(property => property.GetGetter().GetClrValue(row)));

    private IReadOnlyList<IProperty> KeyOf<T>() => from.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties;

    private IAsyncEnumerable<T> InOrder<T>(DashboardContext db)
        where T : class
    {
        var keys = KeyOf<T>().Select(ByProperty<T>).ToList();
        return keys.Skip(1).Aggregate(db.Set<T>().AsNoTracking().OrderBy(keys[0]), (rows, key) => rows.ThenBy(key)).AsAsyncEnumerable();
    }

    private static Expression<Func<T, object>> ByProperty<T>(IProperty property)
    {
        var row = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, object>>(
            Expression.Convert(Expression.Property(row, property.PropertyInfo!), typeof(object)), row);
    }

    private Task<TResult> CallAsync<TResult>(MethodInfo method, IEntityType type, CancellationToken cancellationToken) =>
        (Task<TResult>)method.MakeGenericMethod(type.ClrType).Invoke(this, [cancellationToken])!;

    private static MethodInfo Method(string name) =>
        typeof(DatabaseMove).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
}
