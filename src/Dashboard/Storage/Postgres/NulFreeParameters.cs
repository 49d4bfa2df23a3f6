using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackupDashboard.Storage.Postgres;

// PostgreSQL knows no NUL in a text, and refuses the whole query. Nothing that is stored has one, so what is sought with one is not found.
internal sealed class NulFreeParameters : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    private static void Clean(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            if (parameter.Value is string text && text.Contains('\0'))
                parameter.Value = text.Replace('\0', '\uFFFD');
        }
    }
}
