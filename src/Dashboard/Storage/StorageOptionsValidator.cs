using BackupDashboard.Platform;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackupDashboard.Storage;

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const string Setting = $"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}";

    private const string Example = "Example: Host=db;Database=backups;Username=dashboard;Password=…";

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        if (options.Provider is StorageProvider.Sqlite)
            return options.ConnectionString.Length == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{Setting} is for PostgreSQL. Set {StorageOptions.Section}:{nameof(StorageOptions.Provider)}=Postgres, or remove it.");

        try
        {
            return ProblemOf(SecretSource.Read(options.ConnectionString, Setting)) is { } problem
                ? ValidateOptionsResult.Fail($"{Setting} {problem}")
                : ValidateOptionsResult.Success;
        }
        catch (SecretException exception)
        {
            return ValidateOptionsResult.Fail(exception.Message);
        }
    }

    // As the rest of a sentence; null if it can be used. Never with a value in it: one of them is the password.
    public static string? ProblemOf(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            if (settings is not { Host.Length: > 0, Database.Length: > 0 })
                return $"must name a Host and a Database. {Example}";

            // Some settings are only checked together.
            NpgsqlDataSource.Create(settings).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            return $"is no connection to PostgreSQL. {Example}";
        }
    }
}
