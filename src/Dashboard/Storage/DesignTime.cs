using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BackupDashboard.Storage;

// For dotnet ef migrations add, which would otherwise start the program to find its model.
internal sealed class DesignTime : IDesignTimeDbContextFactory<DashboardContext>
{
    public DashboardContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<DashboardContext>().UseSqlite("Data Source=design-time.db").Options);
}
