using System.Collections.Concurrent;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>A browser of its own for each test, a quick cloud without faults, and a look afterwards at what went wrong unseen.</summary>
[Collection(Lane.Shared)]
public abstract class ConsoleTest(World world) : IAsyncLifetime
{
    // A page that is being left has ended its circuit; what it still has to say to it is answered with this. Where a circuit ended by a
    // mistake, the server has logged that, which is looked for, too.
    private const string Left = "Error: Circuit has been shut down due to error.";

    private readonly ConcurrentQueue<string> _mistakes = new();
    private int _mistakesBefore;

    protected const string Europe = "europe-1";
    protected const string Ohio = "aws-us-east-2-1";
    protected const string Sydney = "aws-ap-southeast-2-1";

    protected IBrowserContext Context { get; private set; } = null!;

    protected IPage Page { get; private set; } = null!;

    protected Uri Address => world.Address;

    internal SandboxCloud Cloud => world.Cloud;

    /// <summary>For tests in which the browser has to complain.</summary>
    protected bool AllowsBrowserErrors { get; set; }

    protected virtual BrowserNewContextOptions Options => new();

    public async ValueTask InitializeAsync()
    {
        await Cloud.ClearFaultsAsync();
        await Cloud.SpeedAsync(SandboxCloud.Instant);
        _mistakesBefore = world.Dashboard.Mistakes.Count();
        var options = Options;
        options.BaseURL = Address.ToString();
        Context = await world.Browser.NewContextAsync(options);
        Page = await OpenPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await WhatWasSeen.TellAsync(Context.Pages, world.Dashboard);
        await Context.DisposeAsync();
        GC.SuppressFinalize(this);
        world.Dashboard.Mistakes.Skip(_mistakesBefore).ShouldBeEmpty("The server has logged mistakes.");
        if (!AllowsBrowserErrors)
            _mistakes.ShouldBeEmpty("The browser's console has errors.");
    }

    protected async Task<IPage> OpenPageAsync()
    {
        var page = await Context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.EndsWith(Left, StringComparison.Ordinal))
                _mistakes.Enqueue($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _mistakes.Enqueue(error);
        return page;
    }

    /// <summary>Goes to a page and signs in on the way, as a person would.</summary>
    protected async Task SignInAsync(string person, string path = "/")
    {
        await Page.GotoAsync(path);
        await Page.GetByRole(AriaRole.Button, new() { Name = person, Exact = true }).ClickAsync();
    }
}
