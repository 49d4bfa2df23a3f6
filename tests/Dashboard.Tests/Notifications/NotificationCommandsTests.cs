using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Notifications;

public sealed class NotificationCommandsTests : NotificationsTest
{
    [Fact]
    public async Task ChannelInUse_IsNotDeleted_AndItsRoutesAreNamed()
    {
        var channel = await SetAsync(Webhook());
        var route = await RouteAsync(channel);
        var refused = await Commands.DeleteChannelAsync(Administrator, channel.Id, RunningConsole.Cancellation);
        refused.Problem!.Text.ShouldBe($"The channel is used by '{route.Name}'. Change or delete these routes first.");
    }

    [Fact]
    public async Task Name_IsUniqueIgnoringCase()
    {
        var channel = await SetAsync(Webhook("Ops"));
        (await Commands.SetChannelAsync(Administrator, Webhook("OPS"), null, Secret, RunningConsole.Cancellation)).Problem!.Text
            .ShouldBe("There is a channel 'OPS' already. Choose another name.");
        var route = await RouteAsync(channel);
        var other = route with { Id = Guid.NewGuid(), Name = route.Name.ToUpperInvariant() };
        (await Commands.SetRouteAsync(Administrator, other, null, RunningConsole.Cancellation)).Problem!.Kind
            .ShouldBe(ProblemKind.NameTaken);
    }

    [Fact]
    public async Task ChangeOfWhatSomeoneElseHasChanged_IsRefused()
    {
        var channel = await SetAsync(Webhook());
        var seen = Console.Journal.Current.ChannelOf(channel.Id)!.Id;
        (await Commands.SetChannelAsync(Administrator, channel with { Name = "Mine" }, seen, "", RunningConsole.Cancellation)).Problem
            .ShouldBeNull();
        (await Commands.SetChannelAsync(Administrator, channel with { Name = "Theirs" }, seen, "", RunningConsole.Cancellation)).Problem!
            .Text.ShouldStartWith("Someone else has changed this meanwhile");
        Console.Journal.Current.ChannelOf(channel.Id)!.Channel!.Name.ShouldBe("Mine");
    }

    [Fact]
    public async Task Change_SaysWhatIsDifferent_AndOfASecretOnlyThatItIsAnother()
    {
        var channel = await SetAsync(Webhook());
        var seen = Console.Journal.Current.ChannelOf(channel.Id)!.Id;
        var newer = WebhookSignature.NewSecret();
        var changed = await Commands.SetChannelAsync(
            Administrator, channel with { Name = "New name" }, seen, newer, RunningConsole.Cancellation);
        var text = BackupDashboard.Operations.NotificationWords.Change(changed.Operation!.ChannelBefore, changed.Operation.Channel!);
        text.ShouldStartWith("Name: New name, before: Program; Secret: typed, number ");
        text.ShouldNotContain(newer);
    }

    [Theory]
    [InlineData("", "https://a.example", "Give it a name.")]
    [InlineData("Name", "ftp://a.example", "An address begins with https://")]
    [InlineData("Name", "https://user:password@a.example", "An address begins with https://")]
    [InlineData("Name", "nonsense", "An address begins with https://")]
    public async Task Webhook_ThatCannotBe_IsRefusedInWords(string name, string url, string words)
    {
        var refused = await Commands.SetChannelAsync(
            Administrator, Webhook(name, url), null, Secret, RunningConsole.Cancellation);
        refused.Problem!.Text.ShouldStartWith(words);
    }

    [Theory]
    [InlineData("", "Type the secret of the channel.")]
    [InlineData("short", "A secret of a webhook begins with whsec_")]
    [InlineData("whsec_c2hvcnQ=", "A secret of a webhook begins with whsec_")]
    public async Task Secret_ThatCannotBe_IsRefusedInWords(string secret, string words)
    {
        var refused = await Commands.SetChannelAsync(Administrator, Webhook(), null, secret, RunningConsole.Cancellation);
        refused.Problem!.Text.ShouldStartWith(words);
        refused.Problem.Text.ShouldNotContain("c2hvcnQ");
    }

    [Theory]
    [InlineData("mail.example.com", 587, "ops@example.com", null)]
    [InlineData("", 587, "ops@example.com", "Give the name of the mail server.")]
    [InlineData("two words", 587, "ops@example.com", "'two words' is not the name of a server.")]
    [InlineData("mail.example.com", 0, "ops@example.com", "A port is between 1 and 65535.")]
    [InlineData("mail.example.com", 587, "nobody", "'nobody' is not an address of e-mail.")]
    [InlineData("mail.example.com", 587, "a@example.com\r\nBcc:b@example.com", "'a@example.com\r\nBcc:b@example.com' is not")]
    [InlineData("mail.example.com", 587, "", "Give at least one address of e-mail.")]
    public void Mail_ThatCannotBe_IsRefusedInWords(string host, int port, string to, string? words)
    {
        var channel = new NotificationChannel
        {
            Id = Guid.NewGuid(),
            Name = "Mail",
            Kind = ChannelKind.Email,
            CreatedBy = new("", ""),
            Mail = new MailSettings
            {
                Host = host,
                Port = port,
                Security = MailSecurity.StartTls,
                From = "backups@example.com",
                To = to is "" ? [] : [to],
            },
        };
        var problem = NotificationRules.ProblemOf(channel, allowHttp: false);
        if (words is null)
            problem.ShouldBeNull();
        else
            problem!.ShouldStartWith(words);
    }

    [Fact]
    public async Task Simulation_SaysWhatARouteWouldHaveSent_AndNothingToThoseWhoMayNotReadIt()
    {
        await RaiseAsync();
        var route = new NotificationRoute { Id = Guid.NewGuid(), Name = "All", CreatedBy = new("", ""), Channels = [Guid.NewGuid()] };
        Console.Clock.Advance(TimeSpan.FromHours(9));
        var simulation = Console.Get<RouteSimulation>();
        var result = await simulation.RunAsync(route, A.Everything, RunningConsole.Cancellation);
        result.Messages.Select(message => message.Title).ShouldBe(
            ["Backup vanished in europe", "Still open: Backup vanished in europe", "Still open: Backup vanished in europe"]);
        (result.Told, result.Alarms).ShouldBe((1, 1));
        (await simulation.RunAsync(route, A.Grants(), RunningConsole.Cancellation)).Alarms.ShouldBe(0);
    }
}
