using System.Data.Common;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackupDashboard.Inventory;

internal static class BulkInsert
{
    public static async Task InsertAsync<T>(this DashboardContext db, IEnumerable<T> rows)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        IProperty[] properties = [.. type.GetProperties()];
        var sql = db.GetService<ISqlGenerationHelper>();

        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
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
}
