using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Journal;

// <c>BackupDashboard verify [head]</c>: the journal's audit from the command line. It changes nothing, and needs no running dashboard.
internal static class VerifyVerb
{
    private const int Intact = 0;
    private const int NotIntact = 1;
    private const int NotChecked = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddStorage().AddJournalAudit();
        await using var app = builder.Build();

        JournalHead? known = null;
        if (args is [var head, ..] && !head.StartsWith('-') && (known = JournalHead.Parse(head)) is null)
            return await NotCheckedAsync(
                $"'{head}' is no head of a journal. The log has them: a number, a colon and 64 hexadecimal digits.");
        if (app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Provider is StorageProvider.Sqlite
            && StoragePaths.PathOf(app.Services, storage => storage.Path) is var path && !File.Exists(path))
            return await NotCheckedAsync($"There is no journal at '{path}'. Say where it is: --Storage:Path and --Storage:KeyFile.");

        try
        {
            app.Services.GetRequiredService<JournalKey>().Open(hasEvents: true);
            return Tell(await app.Services.GetRequiredService<JournalAudit>().VerifyAsync(known, CancellationToken.None));
        }
        catch (Exception exception) when (exception is StorageException or IOException or UnauthorizedAccessException)
        {
            return await NotCheckedAsync(exception.Message);
        }
    }

    private static int Tell(AuditReport report)
    {
        Console.WriteLine(report.IsIntact
            ? $"The journal is intact: {report.Events} events. Its head is {report.Head?.ToString() ?? "none"}"
            : $"The journal is NOT intact. {report.Fault} Events before that fit: {report.Events}");
        return report.IsIntact ? Intact : NotIntact;
    }

    private static async Task<int> NotCheckedAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return NotChecked;
    }
}
