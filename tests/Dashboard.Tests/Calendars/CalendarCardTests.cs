using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Calendars;

/// <summary>Where someone makes and revokes the address of their calendar.</summary>
public sealed class CalendarCardTests : PageTest
{
    [Fact]
    public async Task Address_IsShownOnce_AndCanBeReplacedAndRevoked()
    {
        await OpenAsync("/access");
        Screen.HasButton("Revoke it").ShouldBeFalse();
        await Screen.ClickAsync("Make an address");
        await Screen.ShowsAsync("This is shown once.");
        Screen.Region("Your calendar").ShouldContain("http://localhost/calendar/");
        Screen.Region("Your calendar").ShouldContain(".ics");

        await GoAsync("/alarms");
        await GoAsync("/access");
        await Screen.ShowsAsync("You made an address 2 Mar 2026, 10:00:00");
        Screen.Text.ShouldNotContain("/calendar/");
        await Screen.ClickAsync("Make a new address, and end this one");
        await Screen.ShowsAsync("This is shown once.");
        await Screen.ClickAsync("Revoke it");
        await Screen.ShowsAsync("The address is revoked.");
        Screen.HasButton("Make an address").ShouldBeTrue();
        Screen.Text.ShouldNotContain("This is shown once.");
    }

    [Fact]
    public async Task StorageThatCannotBeRead_IsSaid()
    {
        Console.Log.ErrorsAreExpected = true;
        await OpenAsync("/alarms");
        Console.Storage.Lose();
        await GoAsync("/access");
        await Screen.ShowsAsync("The dashboard's storage cannot be read at the moment.");
        await Screen.ClickAsync("Make an address");
        await Screen.ShowsAsync("so nothing was done");
        Console.Storage.Recover();
    }
}
