using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BackupDashboard.Storage;

/// <summary>For <c>dotnet ef migrations add</c>, which would otherwise start the program to find its model.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<DashboardContext>
{
    public DashboardContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<DashboardContext>().UseSqlite("Data Source=design-time.db").Options);
}
