using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage;

// The one way to the database. Whatever the database, EF Core or the file system throws, features know one exception: <see
// cref="StorageException"/>.
internal static class DatabaseUse
{
    // Throws StorageException: the database cannot be used. Nothing has been written.
    public static async Task<T> UseAsync<T>(
        this IDbContextFactory<DashboardContext> contexts, Func<DashboardContext, Task<T>> use, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await use(db);
        }
        catch (Exception exception) when (IsOfTheStorage(exception))
        {
            throw Unusable(exception);
        }
    }

    /// <inheritdoc cref="UseAsync{T}"/>
    public static Task UseAsync(
        this IDbContextFactory<DashboardContext> contexts, Func<DashboardContext, Task> use, CancellationToken cancellationToken) =>
        contexts.UseAsync(
            async db =>
            {
                await use(db);
                return true;
            },
            cancellationToken);

    /// <summary>For callers that cannot wait, as observers of metrics.</summary>
    /// <inheritdoc cref="UseAsync{T}"/>
    public static T Use<T>(this IDbContextFactory<DashboardContext> contexts, Func<DashboardContext, T> use)
    {
        try
        {
            using var db = contexts.CreateDbContext();
            return use(db);
        }
        catch (Exception exception) when (IsOfTheStorage(exception))
        {
            throw Unusable(exception);
        }
    }

    // EF Core wraps what a server says in passing, a lost connection for one, in an InvalidOperationException.
    private static bool IsOfTheStorage(Exception exception) =>
        exception is DbException or DbUpdateException or IOException or UnauthorizedAccessException
            or InvalidOperationException { InnerException: DbException or DbUpdateException };

    private static StorageException Unusable(Exception exception) =>
        new($"The database cannot be used: {exception.GetBaseException().Message.TrimEnd('.')}.", exception);
}
