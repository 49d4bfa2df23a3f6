using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage;

// Uses the storage for what it is for: commits a row, finds it where the next start will look, and protects something as a
// cookie is protected. A mere check of permissions would miss a full disk, which accepts a write that needs no new page.
internal sealed class StorageProbe(
    IDbContextFactory<DashboardContext> contexts, IDataProtectionProvider protection, IEnumerable<IStorageCheck> checks, TimeProvider time)
    : IDisposable
{
    private const int Bytes = 4_096;

    // Readiness is public: however often it is requested, the disk is not.
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly IDataProtector _protector = protection.CreateProtector("BackupDashboard.Storage.Probe");
    private readonly SemaphoreSlim _trying = new(1);
    private long? _triedAt;
    private StorageException? _problem;

    // Returns why the storage cannot be used; null if it can.
    public async Task<StorageException?> TryAsync(CancellationToken cancellationToken)
    {
        await _trying.WaitAsync(cancellationToken);
        try
        {
            if (_triedAt is { } tried && time.GetElapsedTime(tried) < GoodFor)
                return _problem;

            var content = RandomNumberGenerator.GetBytes(Bytes);
            _problem = await ProblemOfDatabaseAsync(content, cancellationToken) ?? ProblemOfKeys(content);
            _triedAt = time.GetTimestamp();
            return _problem;
        }
        finally
        {
            _trying.Release();
        }
    }

    public void Dispose() => _trying.Dispose();

    private async Task<StorageException?> ProblemOfDatabaseAsync(byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            await contexts.UseAsync(db => WriteAndReadAsync(db, content, cancellationToken), cancellationToken);
            foreach (var check in checks)
                await check.CheckAsync(cancellationToken);
            return null;
        }
        catch (StorageException exception)
        {
            return exception;
        }
    }

    private static async Task WriteAndReadAsync(DashboardContext db, byte[] content, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "StorageChecks" ("Id", "Content") VALUES (1, {content})
            ON CONFLICT ("Id") DO UPDATE SET "Content" = excluded."Content"
            """,
            cancellationToken);
        await db.FindCommittedAsync(content, cancellationToken);
    }

    private StorageException? ProblemOfKeys(byte[] content)
    {
        try
        {
            return _protector.Unprotect(_protector.Protect(content)).AsSpan().SequenceEqual(content)
                ? null
                : new StorageException("What the keys of cookies protect is not what they give back.");
        }
        catch (Exception exception) when (
            exception is CryptographicException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return new StorageException($"The keys of cookies cannot be used: {exception.GetBaseException().Message}", exception);
        }
    }
}
