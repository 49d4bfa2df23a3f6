namespace BackupDashboard.Crash.Many;

/// <summary>A form that someone fills in and does not send.</summary>
internal sealed class OpenForm(IPage page)
{
    private const string Typed = "Half a name";

    private ILocator Name => page.GetByLabel("Name", new() { Exact = true });

    /// <summary>Comes back when the browser has kept it.</summary>
    public async Task TypeAsync()
    {
        await page.GotoAsync("/schedules/new");
        await Name.FillAsync(Typed);
        await page.WaitForFunctionAsync("text => Object.values(sessionStorage).some(kept => kept.includes(text))", Typed);
    }

    public async Task<bool> IsBackAsync() =>
        await page.GetByText("what you had typed is back").IsVisibleAsync() && await Name.InputValueAsync() == Typed;

    public Task CloseAsync() => page.CloseAsync();
}
