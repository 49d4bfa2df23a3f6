using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackupDashboard.Storage.Sqlite;

internal sealed class SqliteContext(DbContextOptions<SqliteContext> options) : DashboardContext(options)
{
    // Immediate, as everything that the provider begins: a deferred transaction could not write what it read as the latest.
    internal override Task<IDbContextTransaction> BeginExclusiveAsync() => Database.BeginTransactionAsync(CancellationToken.None);

    internal override async Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await Database.UseTransactionAsync(transaction, cancellationToken))!;
    }

    internal override async Task FindCommittedAsync(byte[] content, CancellationToken cancellationToken)
    {
        var connection = (SqliteConnection)Database.GetDbConnection();
        if (await IsInTheFileAsync(connection, content, cancellationToken))
            return;

        // The open connections write to a deleted file: what they accept would be lost with the process.
        SqliteConnection.ClearPool(connection);
        throw new StorageException(
            $"'{connection.DataSource}' was deleted or replaced while the dashboard was running. Stop the dashboard, put the database "
                + "back, and start it again.");
    }

    // One prepared command for all.
    internal override async Task InsertAsync<T>(IEnumerable<T> rows)
    {
        var type = Model.FindEntityType(typeof(T))!;
        IProperty[] properties = [.. type.GetProperties()];
        var sql = this.GetService<ISqlGenerationHelper>();

        await using var command = Database.GetDbConnection().CreateCommand();
        command.Transaction = Database.CurrentTransaction!.GetDbTransaction();
        DbParameter[] values =
            [.. properties.Select((property, index) => property.GetRelationalTypeMapping()
                .CreateParameter(command, $"@p{index}", null, nullable: true))];
        command.Parameters.AddRange(values);
        command.CommandText =
            $"INSERT INTO {sql.DelimitIdentifier(type.GetTableName()!)} "
                + $"({string.Join(", ", properties.Select(property => sql.DelimitIdentifier(property.GetColumnName())))}) " +
            $"VALUES ({string.Join(", ", values.Select(value => value.ParameterName))})";
        await command.PrepareAsync();

        foreach (var row in rows)
        {
            for (var index = 0; index < properties.Length; index++)
            {
                var value = properties[index].GetGetter().GetClrValue(row);
                values[index].Value = value is null
                    ? DBNull.Value
                    : properties[index].GetTypeMapping().Converter?.ConvertToProvider(value) ?? value;
            }

            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<bool> IsInTheFileAsync(SqliteConnection written, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            var settings = new SqliteConnectionStringBuilder(written.ConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
            await using var connection = new SqliteConnection(settings.ToString());
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT Content FROM StorageChecks WHERE Id = 1";
            return await command.ExecuteScalarAsync(cancellationToken) is byte[] found && found.AsSpan().SequenceEqual(content);
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
