using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage;

internal sealed class DashboardContexts(IDatabaseEngine engine) : IDbContextFactory<DashboardContext>
{
    public DashboardContext CreateDbContext() => engine.NewContext();
}
