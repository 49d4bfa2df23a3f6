using System.Collections.Concurrent;
using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.Crash;

/// <summary>Someone who asks for operations in a browser, and writes down which of them the page called accepted.</summary>
internal sealed class Operator : IAsyncDisposable
{
    private const float PatienceMilliseconds = 20_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IBrowserContext _context;

    private Operator(IPlaywright playwright, IBrowser browser, IBrowserContext context) =>
        (_playwright, _browser, _context) = (playwright, browser, context);

    public ConcurrentBag<string> Accepted { get; } = [];

    /// <summary>What did not get through although no one was being killed.</summary>
    public ConcurrentQueue<string> GivenUp { get; } = [];

    public static async Task<Operator> StartAsync(Uri address)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await Chromium.LaunchAsync(playwright);
        var context = await browser.NewContextAsync(new() { BaseURL = address.ToString() });
        context.SetDefaultTimeout(PatienceMilliseconds);
        SetDefaultExpectTimeout(PatienceMilliseconds);
        return new Operator(playwright, browser, context);
    }

    /// <summary>Once: the cookie is good for every later life of the dashboard.</summary>
    public async Task SignInAsync()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = People.Administrator, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    /// <summary>Deletes every backup of a box, with one confirmation.</summary>
    public Task DeleteAsync(CloudBox box, IReadOnlyList<CloudBackup> backups, KillTrigger moment) =>
        OnPageAsync(ZonePage.Of(box.Zone, box.Slug), moment, page => DeleteOnAsync(page, box, backups, moment));

    /// <summary>Starts a backup of each, one after the other.</summary>
    public Task StartAsync(string zone, IReadOnlyList<CloudBox> boxes, KillTrigger moment) =>
        OnPageAsync($"/zones/{zone}", moment, page => StartOnAsync(page, boxes, moment));

    public Task RestoreAsync(CloudBackup backup, string slug, KillTrigger moment) =>
        OnPageAsync(RestorePage.Of(backup.Zone, backup.Id), moment, page => RestoreOnAsync(page, slug, moment));

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private async Task DeleteOnAsync(IPage page, CloudBox box, IReadOnlyList<CloudBackup> backups, KillTrigger moment)
    {
        var zone = new ZonePage(page);
        await Expect(zone.Rows).ToHaveCountAsync(backups.Count);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select every backup on this page" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete them…" }).ClickAsync();
        await zone.Dialog.GetByRole(AriaRole.Textbox, new() { Name = $"Type {box.Slug} to confirm" }).FillAsync(box.Slug);
        var delete = zone.DialogButton($"Delete {backups.Count} backups");
        await Expect(delete).ToBeEnabledAsync();
        moment.IsAsked();
        await delete.ClickAsync();
        await Expect(zone.Dialog.GetByRole(AriaRole.List, new() { Name = "Results" }).GetByRole(AriaRole.Listitem))
            .ToHaveCountAsync(backups.Count);
        Accept(moment, [.. backups.Select(backup => Targets.Backup(box.Zone, backup.Id))]);
    }

    private async Task StartOnAsync(IPage page, IReadOnlyList<CloudBox> boxes, KillTrigger moment)
    {
        var zone = new ZonePage(page);
        foreach (var box in boxes)
        {
            await zone.StartButton.ClickAsync();
            await zone.Dialog.GetByRole(AriaRole.Combobox, new() { Name = "Knowledge box" }).FillAsync(box.Slug);
            await page.GetByRole(AriaRole.Option).Filter(new() { HasText = box.Slug }).ClickAsync();
            moment.IsAsked();
            await zone.DialogButton("Start the backup").ClickAsync();
            await Expect(zone.Dialog).ToBeHiddenAsync();
            Accept(moment, Targets.Box(box.Zone, box.Id));
        }
    }

    private async Task RestoreOnAsync(IPage page, string slug, KillTrigger moment)
    {
        var restore = new RestorePage(page);
        await restore.ReviewAsync(slug);
        moment.IsAsked();
        await restore.Submit.ClickAsync();
        await Expect(restore.Progress).ToBeVisibleAsync();
        Accept(moment, Targets.Slug(slug));
    }

    private void Accept(KillTrigger moment, params ReadOnlySpan<string> targets)
    {
        foreach (var target in targets)
            Accepted.Add(target);
        moment.IsAccepted();
    }

    /// <summary>The page dies with the dashboard: whatever it waits for then will not come.</summary>
    private async Task OnPageAsync(string path, KillTrigger moment, Func<IPage, Task> ask)
    {
        var page = await _context.NewPageAsync();
        var asking = AskAsync();
        await Task.WhenAny(asking, moment.Killed);
        await page.CloseAsync();
        try
        {
            await asking;
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            // What it had accepted by then is written down; the rest was never promised.
            if (!moment.HasCome)
                GivenUp.Enqueue($"{path}: {exception.Message.Split('\n')[0]}");
        }

        async Task AskAsync()
        {
            await page.GotoAsync(path);
            await ask(page);
        }
    }
}
