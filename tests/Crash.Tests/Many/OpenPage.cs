using BackupDashboard.EndToEnd.Pages;

namespace BackupDashboard.Crash.Many;

/// <summary>A page of a zone that someone leaves open. Nobody reloads it, whatever happens to the dashboards.</summary>
internal sealed class OpenPage(IPage page)
{
    public async Task<bool> ShowsAsync(int backups) => await new ZonePage(page).Rows.CountAsync() == backups;

    public Task CloseAsync() => page.CloseAsync();
}
