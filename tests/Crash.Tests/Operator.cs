using System.Collections.Concurrent;
using BackupDashboard.Crash.Many;
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

    /// <summary>As a program sends it that acts for the same person.</summary>
    public async Task<string> CookieAsync() =>
        string.Join("; ", (await _context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}"));

    /// <summary>Leaves the page of one box's backups open.</summary>
    public async Task<OpenPage> OpenAsync(string zone, string slug)
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync(ZonePage.Of(zone, slug));
        return new OpenPage(page);
    }

    public async Task<OpenForm> FillInAsync()
    {
        var form = new OpenForm(await _context.NewPageAsync());
        await form.TypeAsync();
        return form;
    }

    /// <summary>Asks for a backup that cannot be recorded.</summary>
    /// <returns>The answer.</returns>
    public async Task<string> RefusedAsync(string zone, CloudBox box)
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync($"/zones/{zone}");
        var dialog = new ZonePage(page);
        await dialog.ChooseBoxAsync(box.Slug);
        await dialog.DialogButton("Start the backup").ClickAsync();
        var answer = await dialog.Dialog.GetByRole(AriaRole.Alert).TextContentAsync();
        await page.CloseAsync();
        return answer ?? "";
    }

    public async Task SignOutAsync()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync("/");
        await new Shell(page).SignOutAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
    }

    /// <summary>
    /// Sets up what goes on by itself: a rule that keeps the newest backup alone, and schedules one of which has a time every three
    /// minutes, though each alone may have one only every 15.
    /// </summary>
    public async Task PlanAsync(IReadOnlyList<CloudBox> scheduled, IReadOnlyList<CloudBox> thinnedOut)
    {
        var page = await _context.NewPageAsync();
        var now = TimeProvider.System.GetUtcNow().Minute;
        for (var first = now + 2; first < now + 17; first += 3)
            await ScheduleAsync(page, scheduled, first % 15);

        await page.GotoAsync("/retention/new");
        await FillAsync(page, "Name", "The newest alone");
        await ChooseAsync(page, "Which backups", "All, whoever has made them");
        foreach (var box in thinnedOut)
        {
            await FillAsync(page, "Slug pattern", box.Slug);
            await page.GetByRole(AriaRole.Button, new() { Name = "Add the pattern" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Remove {box.Slug}" })).ToBeVisibleAsync();
        }

        foreach (var (label, count) in new[] { ("last", "1"), ("daily", "0"), ("weekly", "0"), ("monthly", "0") })
            await FillAsync(page, $"Keep {label}", count);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the rule" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Arm…" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new("^Arm it") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What it deletes next" })).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    private static async Task ScheduleAsync(IPage page, IReadOnlyList<CloudBox> boxes, int minute)
    {
        await page.GotoAsync($"/schedules/new?{string.Join('&', boxes.Select(box => $"box={box.Zone}/{box.Id}"))}");
        await FillAsync(page, "Name", $"Every quarter of an hour, from minute {minute}");
        await ChooseAsync(page, "How often", "A cron expression");
        await FillAsync(page, "Cron expression", $"{minute}/15 * * * *");
        await FillAsync(page, "Start window in minutes", "15");
        await FillAsync(page, "Spread in minutes", "0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the schedule" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Next runs" })).ToBeVisibleAsync();
    }

    private static Task FillAsync(IPage page, string label, string text) =>
        page.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    private static async Task ChooseAsync(IPage page, string label, string option)
    {
        await page.GetByLabel(label).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = option }).ClickAsync();
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
            await zone.ChooseBoxAsync(box.Slug);
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
                GivenUp.Enqueue($"{path}: {exception.Message.ReplaceLineEndings(" ")}");
        }

        async Task AskAsync()
        {
            await page.GotoAsync(path);
            await ask(page);
        }
    }
}
