using System.Globalization;
using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>What depends on who looks: the theme and the time zone. The system is dark, the zone half an hour off.</summary>
public sealed class ViewerTests(World world) : ConsoleTest(world)
{
    private const string TimeZone = "Asia/Kolkata";

    protected override BrowserNewContextOptions Options => new() { ColorScheme = ColorScheme.Dark, TimezoneId = TimeZone };

    [Fact]
    public async Task DarkSystem_LightIsChosen_IsLightAlsoAfterAReload()
    {
        var shell = new Shell(Page);
        await SignInAsync(People.Operator);
        await Expect(shell.Overview).ToBeVisibleAsync();
        await ExpectThemeAsync(isDark: true);

        await shell.ChooseThemeAsync("Light");
        await ExpectThemeAsync(isDark: false);
        await Page.ReloadAsync();
        await Expect(shell.Overview).ToBeVisibleAsync();
        await ExpectThemeAsync(isDark: false);
        await shell.ChooseThemeAsync("System");
        await ExpectThemeAsync(isDark: true);
    }

    [Fact]
    public async Task SystemChanges_WhileTheConsoleIsOpen_IsFollowedUnlessAThemeWasChosen()
    {
        var shell = new Shell(Page);
        await SignInAsync(People.Operator);
        await Expect(shell.Overview).ToBeVisibleAsync();
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await ExpectThemeAsync(isDark: false);

        await shell.ChooseThemeAsync("Dark");
        await ExpectThemeAsync(isDark: true);
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await shell.GoToZoneAsync(Ohio);
        await Expect(new ZonePage(Page).Rows.First).ToBeVisibleAsync();
        await ExpectThemeAsync(isDark: true);
    }

    [Fact]
    public async Task Moment_IsShown_IsInTheViewersZoneWithUtcOnHover()
    {
        var zone = new ZonePage(Page);
        var box = await Cloud.SeedBoxAsync(Sydney);
        var started = (await Cloud.BackupsAsync(Sydney, box)).Single().StartedAt;
        await SignInAsync(People.Operator, ZonePage.Of(Sydney, box.Slug));

        var local = TimeZoneInfo.ConvertTime(started, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
        var moment = zone.Row(box.Slug).GetByRole(AriaRole.Time).First;
        await Expect(moment).ToHaveTextAsync(local.ToString("ddd d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture));
        var utc = started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        await Expect(moment).ToHaveAttributeAsync("title", utc);
    }

    private Task ExpectThemeAsync(bool isDark) => Page.WaitForFunctionAsync(
        """
        isDark => {
          const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
          return (red + green + blue < 384) === isDark;
        }
        """,
        isDark);
}
