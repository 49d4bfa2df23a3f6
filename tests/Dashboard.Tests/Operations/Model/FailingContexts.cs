using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Tests.Operations.Model;

/// <summary>The database, which can fail at one access: with the process, or because the disk is full.</summary>
internal sealed class FailingContexts(IDbContextFactory<DashboardContext> contexts) : IDbContextFactory<DashboardContext>
{
    private (int In, Exception With)? _next;

    /// <summary>Every access fails.</summary>
    public bool IsFull { get; set; }

    /// <param name="accesses">1: the next one.</param>
    public void FailIn(int accesses, Exception exception) => _next = (accesses, exception);

    public void Recover() => _next = null;

    public DashboardContext CreateDbContext()
    {
        if (IsFull)
            throw new IOException("The disk is full.");
        if (_next is not { } next)
            return contexts.CreateDbContext();

        _next = next.In > 1 ? (next.In - 1, next.With) : null;
        return next.In > 1 ? contexts.CreateDbContext() : throw next.With;
    }
}
