using System.Data;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace BackupDashboard.Storage.Postgres;

internal sealed class PostgresContext(DbContextOptions<PostgresContext> options) : DashboardContext(options), IDataProtectionKeyContext
{
    /// <summary>The keys of cookies and forms, when <see cref="StorageOptions.KeysCertificate"/> encrypts them.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    // Its one row is always there once a dashboard has opened the database.
    internal override async Task<IDbContextTransaction> BeginExclusiveAsync()
    {
        var transaction = await Database.BeginTransactionAsync(CancellationToken.None);
        try
        {
            await Database.ExecuteSqlAsync($"""SELECT FROM "DatabaseOwners" FOR UPDATE""", CancellationToken.None);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    internal override Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    internal override async Task InsertAsync<T>(IEnumerable<T> rows)
    {
        var type = Model.FindEntityType(typeof(T))!;
        var sql = this.GetService<ISqlGenerationHelper>();
        IProperty[] properties = [.. type.GetProperties()];
        var columns = string.Join(", ", properties.Select(property => sql.DelimitIdentifier(property.GetColumnName())));
        var connection = (NpgsqlConnection)Database.GetDbConnection();
        await using var writer = await connection.BeginBinaryImportAsync(
            $"COPY {sql.DelimitIdentifier(type.GetTableName()!)} ({columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await writer.StartRowAsync();
            foreach (var property in properties)
            {
                var value = property.GetGetter().GetClrValue(row);
                await writer.WriteAsync(property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value);
            }
        }

        await writer.CompleteAsync();
    }

    // What the server has committed, it has.
    internal override Task FindCommittedAsync(byte[] content, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<DatabaseOwner>(builder =>
        {
            builder.ToTable("DatabaseOwners");
            builder.Property(one => one.Id).ValueGeneratedNever();
        });
    }

    // Ordered and compared by bytes, as SQLite does, whatever the language of the server. Enumerations are stored as their names.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
        configurationBuilder.Properties<Enum>().HaveConversion<string>().UseCollation("C");
    }
}
