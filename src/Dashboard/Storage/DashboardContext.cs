using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackupDashboard.Storage;

/// <summary>
/// The database. Every feature describes its own tables, in an <see cref="IEntityTypeConfiguration{TEntity}"/> beside the row. Each
/// provider has a context of its own, since migrations belong to one.
/// </summary>
public abstract class DashboardContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>
    /// In queries: whether the whole text is as the pattern says, in which <c>*</c> stands for any characters. SQLite brings the function,
    /// on PostgreSQL a migration makes it.
    /// </summary>
    [SuppressMessage("Style", "IDE0060", Justification = "The database calls it.")]
    internal static bool Glob(string pattern, string text) => throw new NotSupportedException("For queries only.");

    /// <summary>A transaction during which no one else begins one of these: for what reads and then writes.</summary>
    /// <exception cref="StorageException">This process may no longer write.</exception>
    internal abstract Task<IDbContextTransaction> BeginExclusiveAsync();

    /// <summary>A transaction that sees everything as it was at its beginning, and keeps no writer waiting.</summary>
    internal abstract Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>Inserts many new rows within the current transaction, without tracking them.</summary>
    internal abstract Task InsertAsync<T>(IEnumerable<T> rows)
        where T : class;

    /// <param name="content">Of the only row of StorageChecks, which has just been committed.</param>
    /// <exception cref="StorageException">The next start would not find it.</exception>
    internal abstract Task FindCommittedAsync(byte[] content, CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DashboardContext).Assembly);
        modelBuilder.HasDbFunction(() => Glob("", "")).HasName("glob").IsBuiltIn();
    }

    // SQLite can neither order nor compare a DateTimeOffset, and PostgreSQL would round it to microseconds.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
