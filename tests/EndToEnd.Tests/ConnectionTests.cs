using System.Collections.Concurrent;
using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

public sealed class ConnectionTests(World world) : ConsoleTest(world)
{
    private readonly ConcurrentBag<IWebSocketRoute> _sockets = [];
    private volatile bool _isDown;

    [Fact]
    public async Task ConnectionIsLost_NetworkComesBack_NoticeGoesAndThePageLivesOn()
    {
        var (shell, zone, box) = await OpenZoneAsync();
        await shell.MarkAsync();

        await CutAsync();
        await Expect(shell.ConnectionLost).ToBeVisibleAsync();
        await Cloud.StartBackupAsync(Sydney, box);

        _isDown = false;
        await Expect(shell.ConnectionLost).ToBeHiddenAsync();
        await Expect(zone.Rows).ToHaveCountAsync(2);
        (await shell.IsMarkedAsync()).ShouldBeTrue("The page was loaded again instead of going on.");
    }

    /// <summary>No attempt to connect could ever succeed: after a sign-out, people have to sign in, and return to the page.</summary>
    [Fact]
    public async Task SessionEnds_WhileTheConnectionIsLost_LeadsToTheSignInAndBack()
    {
        var (shell, zone, box) = await OpenZoneAsync();
        var another = await OpenPageAsync();
        await another.GotoAsync("/access");

        await CutAsync();
        await Expect(shell.ConnectionLost).ToBeVisibleAsync();
        await new Shell(another).SignOutAsync();

        await Expect(shell.SignInChoice).ToBeVisibleAsync();
        _isDown = false;
        await Page.GetByRole(AriaRole.Button, new() { Name = People.Operator, Exact = true }).ClickAsync();
        await Expect(zone.Rows).ToHaveCountAsync(1);
        Page.Url.ShouldEndWith(ZonePage.Of(Sydney, box.Slug));
    }

    [Fact]
    public async Task ConnectionIsLost_Dialog_StandsInTheMiddleAndSaysWhenTheNextAttemptIs()
    {
        var (shell, _, _) = await OpenZoneAsync();
        await CutAsync();
        await Expect(shell.ConnectionLost).ToContainTextAsync("Next attempt in");

        var (dialog, view) = ((await shell.ConnectionLost.BoundingBoxAsync())!, Page.ViewportSize!);
        Math.Abs(dialog.X + dialog.Width / 2 - view.Width / 2f).ShouldBeLessThan(2);
        Math.Abs(dialog.Y + dialog.Height / 2 - view.Height / 2f).ShouldBeLessThan(2);
        (await shell.ConnectionLost.GetByRole(AriaRole.Button).EvaluateAsync<string>("button => getComputedStyle(button).backgroundColor"))
            .ShouldNotBe("rgba(0, 0, 0, 0)", "MudBlazor's reset takes a button's own style away");
    }

    /// <summary>As while another dashboard takes over, or the server restarts, between a page and its connection.</summary>
    [Fact]
    public async Task FirstConnectionFails_PageLoadsAgainByItself()
    {
        var (_, zone, box) = await OpenZoneAsync();
        _isDown = true;
        var failed = new TaskCompletionSource();
        Page.RequestFailed += (_, _) => failed.TrySetResult();
        await Page.GotoAsync(ZonePage.Of(Sydney, box.Slug));
        await failed.Task.WaitAsync(TestContext.Current.CancellationToken);
        _isDown = false;
        await Expect(zone.Rows).ToHaveCountAsync(1);
    }

    /// <summary>A zone's page with one backup, over a connection that can be cut.</summary>
    private async Task<(Shell Shell, ZonePage Zone, CloudBox Box)> OpenZoneAsync()
    {
        AllowsBrowserErrors = true;
        var (shell, zone) = (new Shell(Page), new ZonePage(Page));
        var box = await Cloud.SeedBoxAsync(Sydney);
        await RouteAsync();
        await SignInAsync(People.Operator, ZonePage.Of(Sydney, box.Slug));
        await Expect(zone.Rows).ToHaveCountAsync(1);
        return (shell, zone, box);
    }

    /// <summary>What the circuit says goes through here, so that it can be cut: the browser's offline mode spares open sockets.</summary>
    private async Task RouteAsync()
    {
        await Page.RouteAsync("**/_blazor/**", route => _isDown ? route.AbortAsync() : route.ContinueAsync());
        await Page.RouteWebSocketAsync(address => address.Contains("/_blazor", StringComparison.Ordinal), socket =>
        {
            if (_isDown)
            {
                _ = socket.CloseAsync();
                return;
            }

            _sockets.Add(socket);
            socket.ConnectToServer();
        });
    }

    private async Task CutAsync()
    {
        _isDown = true;
        foreach (var socket in _sockets)
            await socket.CloseAsync();
    }
}
