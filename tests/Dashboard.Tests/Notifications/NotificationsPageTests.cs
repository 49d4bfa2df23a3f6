using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Notifications;

public sealed class NotificationsPageTests : PageTest
{
    [Fact]
    public async Task Channel_IsMadeTriedAndRouted_OnThePages()
    {
        SignIn(A.Person(A.Administrator));
        Console.Set("Notifications:Secrets:Chat", "https://127.0.0.1/secret");
        await OpenAsync("/notifications");
        await Screen.ShowsAsync("There is no channel");
        await GoAsync("/notifications/channels/new");
        await Screen.TypeAsync("Name", "Ops mail");
        await Screen.TypeAsync("To", "ops@example.com");
        await Screen.ClickAsync("Create the channel");
        await Screen.ShowsAsync("Give the name of the mail server. Nothing was changed.");
        Screen.Value("To").ShouldBe("ops@example.com");
        await Screen.TypeAsync("From", "backups@example.com");
        await Screen.TypeAsync("Mail server", "127.0.0.1");
        await Screen.ClickAsync("Create the channel");
        await Screen.UntilAsync(() => Address == "/notifications");
        await Screen.ShowsAsync("no route, so it hears of nothing");
        await Screen.ClickAsync("Test Ops mail");
        await Screen.ShowsAsync("Not delivered: '127.0.0.1' leads to this machine or into a private network.");

        await GoAsync("/notifications/routes/new");
        await Screen.TypeAsync("Name", "Nights");
        await Screen.ShowsAsync("Tells of every alarm that is no mere notice. At any time.");
        await Screen.ClickAsync("Try it on the last 90 days");
        await Screen.ShowsAsync("It would have sent 0 messages");
        await Screen.ClickAsync("Create the route");
        await Screen.UntilAsync(() => Address == "/notifications");
        await Screen.ShowsAsync("To Ops mail");
        Console.Journal.Current.Routes.Single().Route!.Name.ShouldBe("Nights");
    }

    [Fact]
    public async Task PasswordOfTheMailServer_IsAskedForOnceThereIsAUser()
    {
        SignIn(A.Person(A.Administrator));
        await OpenAsync("/notifications/channels/new");
        Screen.HasField("Password").ShouldBeFalse();
        await Screen.TypeAsync("User", "backups");
        Screen.HasField("Password").ShouldBeTrue();
    }

    /// <summary>Opening the link says nothing: programs that check mail open links, too.</summary>
    [Fact]
    public async Task Reader_SaysThatItArrived_AndAfterSixtyDaysItCountsNoLonger()
    {
        SignIn(A.Person(A.Administrator));
        Console.Set("Notifications:Secrets:Chat", "https://127.0.0.1/secret");
        await OpenAsync("/notifications");
        var channel = new NotificationChannel
        {
            Id = Guid.NewGuid(),
            Name = "Ops",
            Kind = ChannelKind.Slack,
            CreatedBy = new("", ""),
            SecretSetting = "Chat",
        };
        (await Console.Get<NotificationCommands>()
            .SetChannelAsync(A.Person(A.Administrator), channel, null, "", RunningConsole.Cancellation)).Problem.ShouldBeNull();
        await Screen.ShowsAsync("by nobody yet");
        var (test, _) = await Console.Get<NotificationCommands>()
            .TestAsync(A.Person(A.Administrator), channel.Id, RunningConsole.Cancellation);

        await GoAsync($"/notifications/received/{Guid.NewGuid()}");
        await Screen.ClickAsync("I got this");
        await Screen.ShowsAsync("This message is too old");
        await GoAsync($"/notifications/received/{test!.Id}");
        await Screen.ShowsAsync("Has a message reached you?");
        Screen.Text.ShouldNotContain("too old");
        Console.Get<NotificationStore>().Current.Receipts.GetValueOrDefault(channel.Id)?.ConfirmedAt.ShouldBeNull();
        await Screen.ClickAsync("I got this");
        await Screen.ShowsAsync("The channel 'Ops' reaches people");

        await GoAsync("/notifications");
        await Screen.ShowsAsync($"by {A.Person(A.Administrator).Identity!.Name}");
        Screen.Text.ShouldNotContain("no one has said that they read this channel");
        Clock.Advance(TimeSpan.FromDays(61));
        await GoAsync("/access");
        await GoAsync("/notifications");
        await Screen.ShowsAsync("For more than 60 days no one has said that they read this channel.");
    }

    [Fact]
    public async Task Auditor_SeesChannels_AndChangesNone_AndATeamIsToldWhoCan()
    {
        SignIn(A.Person(A.Auditor));
        await OpenAsync("/notifications");
        await Screen.ShowsAsync("There is no channel");
        Screen.HasButton("New channel").ShouldBeFalse();
        await GoAsync("/notifications/channels/new");
        await Screen.ShowsAsync("You may not make channels");
    }

    [Fact]
    public async Task Team_IsTold_WhoSetsThemUp()
    {
        SignIn(A.Person(A.Docs));
        await OpenAsync("/notifications");
        await Screen.ShowsAsync("Notifications are set up by administrators");
        await GoAsync("/notifications/routes/new");
        await Screen.ShowsAsync("You may not make routes");
    }
}
