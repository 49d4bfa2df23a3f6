using System.Text.RegularExpressions;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>Backups that make themselves, with a clock that the test moves.</summary>
public sealed class ScheduleTests(World world) : OwnDashboardTest(world)
{
    private const string Zone = "aws-ap-southeast-2-1";

    /// <summary>From what is late on the overview to a schedule of it in two clicks; then a run, and one that is missed.</summary>
    [Fact]
    public async Task BoxWithoutBackup_GetsASchedule_RunsAndMissesOne_AndSaysWhy()
    {
        var box = await Cloud.SeedBoxAsync(Zone, backups: 0);
        var page = await Context.NewPageAsync();
        await SignInAsync(page, People.Operator);
        var attention = page.GetByRole(AriaRole.Region, new() { Name = "Needs attention" });
        var line = attention.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "no backup" });
        await Expect(line).ToContainTextAsync(box.Slug);
        await line.GetByRole(AriaRole.Link, new() { Name = "Schedule…" }).ClickAsync();

        var preview = page.GetByRole(AriaRole.Region, new() { Name = "What it will do" });
        await Expect(preview).ToContainTextAsync(box.Slug);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Of the late ones");
        await page.GetByLabel("Time zone, as in Europe/Paris").FillAsync("UTC");
        await page.GetByLabel("How often").ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Every hour" }).ClickAsync();

        // What the choice draws anew must not be typed into before it is there: no person is so quick.
        await Expect(preview).ToContainTextAsync("The start window must be between 5 minutes and 1 hour");
        await page.GetByLabel("Start window in minutes").FillAsync("20");
        await page.GetByLabel("Spread in minutes").FillAsync("0");
        await Expect(preview).ToContainTextAsync("every hour at :00 (UTC), started within 20 minutes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the schedule" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Of the late ones" })).ToBeVisibleAsync();

        // To five minutes past the next full hour.
        await Cloud.AdvanceAsync(Minutes(past: 5));
        var times = page.GetByRole(AriaRole.Region, new() { Name = "What came of it" });
        await times.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(@"(\d+) knowledge boxes?: \1 started") }).ClickAsync();

        // Another box of the schedule may be the first to be started.
        await Expect(times.GetByRole(AriaRole.Listitem).Filter(new() { HasText = box.Slug }).Last).ToContainTextAsync("Succeeded");
        (await Cloud.BackupsAsync(Zone, box)).Count.ShouldBe(1);

        // Asleep beyond the end of the window.
        await Cloud.AdvanceAsync(Minutes(past: 40));
        await Expect(times).ToContainTextAsync(new Regex(@"(\d+) knowledge boxes?: \1 missed"));
        await times.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("missed") }).ClickAsync();
        await Expect(times.GetByText("The start window was over.").First).ToBeVisibleAsync();
        await page.GotoAsync("/alarms");
        await Expect(page.GetByText("Schedule 'Of the late ones' did not back up")).ToBeVisibleAsync();
        (await Cloud.BackupsAsync(Zone, box)).Count.ShouldBe(1);
    }

    private TimeSpan _ahead;

    // How far it is to so many minutes past the next full hour.
    private int Minutes(int past)
    {
        var now = TimeProvider.System.GetUtcNow() + _ahead;
        var target = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, past, 0, TimeSpan.Zero).AddHours(1);
        var minutes = (int)(target - now).TotalMinutes;
        _ahead += TimeSpan.FromMinutes(minutes);
        return minutes;
    }
}
