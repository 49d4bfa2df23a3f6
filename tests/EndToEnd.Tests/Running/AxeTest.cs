using BackupDashboard.EndToEnd.Pages;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>A look at each page with <see cref="Axe"/>.</summary>
public abstract class AxeTest(World world) : ConsoleTest(world)
{
    private protected ZonePage Zone => new(Page);

    private protected RestorePage Restore => new(Page);

    protected async Task CheckAsync(string what) => (await Axe.ViolationsAsync(Page)).ShouldBeEmpty(what);
}
