using System.Globalization;
using BackupDashboard.Journal;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using BackupDashboard.Storage.Postgres;
using BackupDashboard.Storage.Sqlite;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Hosting;

// <c>BackupDashboard move --from FILE --to CONNECTION</c>: an installation from SQLite to PostgreSQL, while no dashboard runs.
internal static class MoveVerb
{
    private const int Moved = 0;
    private const int NotMoved = 2;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddStorage().AddJournalAudit();
        await using var app = builder.Build();
        if (app.Configuration["from"] is not { Length: > 0 } from || app.Configuration["to"] is not { Length: > 0 } to)
            return await NotMovedAsync(
                errors,
                "Say from where and where to: BackupDashboard move --from data/backup-dashboard.db --to 'Host=…;Database=…' "
                    + "--Storage:KeyFile=data/journal.key. The connection can be file: and the path of a file with it.");
        if (!File.Exists(from))
            return await NotMovedAsync(errors, $"There is no database at '{from}'.");

        try
        {
            using var source = new SqliteEngine(Path.GetFullPath(from));
            var connection = SecretSource.Read(to, "--to");
            if (StorageOptionsValidator.ProblemOf(connection) is { } problem)
                return await NotMovedAsync(errors, $"What --to gives {problem}");

            await using var target = new PostgresEngine(connection, null, null, TimeProvider.System, NullLoggerFactory.Instance);
            var key = app.Services.GetRequiredService<JournalKey>();
            key.Open(hasEvents: true);
            await MoveAsync(source, target, key, KeysOf(app), output, app.Lifetime.ApplicationStopping);
            await output.WriteLineAsync(
                $"Moved. Start the dashboard with Storage:Provider=Postgres and Storage:ConnectionString. Keep '{from}' until the new "
                    + "database has been backed up.");
            return Moved;
        }
        catch (Exception exception) when (
            exception is StorageException or SecretException or IOException or UnauthorizedAccessException)
        {
            return await NotMovedAsync(errors, exception.Message);
        }
    }

    // The source is audited first: a journal that does not verify must not be moved as if it did.
    private static async Task MoveAsync(
        IDatabaseEngine source, IDatabaseEngine target, JournalKey key, IReadOnlyCollection<DataProtectionKey> keys, TextWriter output,
        CancellationToken cancellationToken)
    {
        var (here, there) = (new DashboardContexts(source), new DashboardContexts(target));
        await here.UseAsync(db => source.OpenAsync(db, cancellationToken), cancellationToken);
        var before = await VerifyAsync(here, key, null, cancellationToken);
        await there.UseAsync(db => target.OpenAsync(db, cancellationToken), cancellationToken);
        var moved = await here.UseAsync(
            from => there.UseAsync(to => new DatabaseMove(from, to, keys).RunAsync(cancellationToken), cancellationToken),
            cancellationToken);
        foreach (var (table, rows) in moved)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table}: {rows:N0}"));
        var after = await VerifyAsync(there, key, before.Head, cancellationToken);
        await output.WriteLineAsync($"The journal is intact: {after.Events} events. Its head is {after.Head?.ToString() ?? "none"}");
    }

    // With a certificate the keys of cookies belong in the database, and only encrypted; without one they stay in their folder.
    private static IReadOnlyCollection<DataProtectionKey> KeysOf(WebApplication app)
    {
        var folder = StoragePaths.PathOf(app.Services, storage => storage.KeysPath);
        var options = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (options.KeysCertificate.Length == 0 || !Directory.Exists(folder))
            return [];

        var keys = Directory.EnumerateFiles(folder, "*.xml")
            .Select(file => new DataProtectionKey { FriendlyName = Path.GetFileNameWithoutExtension(file), Xml = File.ReadAllText(file) })
            .ToList();
        return keys.Find(key => !key.Xml!.Contains("EncryptedData", StringComparison.Ordinal)) is { } plain
            ? throw new StorageException(
                $"{plain.FriendlyName} in Storage:KeysPath '{folder}' is not encrypted, so it must not get into a database. Move without "
                    + "Storage:KeysCertificate, and run without it: the keys then stay in the folder.")
            : keys;
    }

    private static async Task<AuditReport> VerifyAsync(
        IDbContextFactory<DashboardContext> contexts, JournalKey key, JournalHead? known, CancellationToken cancellationToken)
    {
        var report = await new JournalAudit(contexts, key).VerifyAsync(known, cancellationToken);
        return report.IsIntact ? report : throw new StorageException($"The journal is not intact. {report.Fault}");
    }

    private static async Task<int> NotMovedAsync(TextWriter errors, string reason)
    {
        await errors.WriteLineAsync($"Nothing was moved. {reason}");
        return NotMoved;
    }
}
