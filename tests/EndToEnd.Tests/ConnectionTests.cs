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
        AllowsBrowserErrors = true;
        var (shell, zone) = (new Shell(Page), new ZonePage(Page));
        var box = await Cloud.SeedBoxAsync(Sydney);
        await RouteAsync();
        await SignInAsync(People.Operator, ZonePage.Of(Sydney, box.Slug));
        await Expect(zone.Rows).ToHaveCountAsync(1);
        await shell.MarkAsync();

        await CutAsync();
        await Expect(shell.ConnectionLost).ToBeVisibleAsync();
        await Cloud.StartBackupAsync(Sydney, box);

        _isDown = false;
        await Expect(shell.ConnectionLost).ToBeHiddenAsync();
        await Expect(zone.Rows).ToHaveCountAsync(2);
        (await shell.IsMarkedAsync()).ShouldBeTrue("The page was loaded again instead of going on.");
    }

    /// <summary>What the circuit says goes through here, so that it can be cut: the browser's offline mode spares open sockets.</summary>
    private async Task RouteAsync()
    {
        await Context.RouteAsync("**/_blazor/**", route => _isDown ? route.AbortAsync() : route.ContinueAsync());
        await Context.RouteWebSocketAsync(address => address.Contains("/_blazor", StringComparison.Ordinal), socket =>
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
