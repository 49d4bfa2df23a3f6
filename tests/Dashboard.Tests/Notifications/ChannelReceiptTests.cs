using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Notifications;

/// <summary>Once a month, a channel asks whether anyone reads it.</summary>
public sealed class ChannelReceiptTests : NotificationsTest
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private static readonly ClaimsPrincipal Reader = A.Person(A.Docs);

    private bool _knowsItsAddress = true;

    [Fact]
    public async Task Channel_AsksOnceAMonth_AndAnyReaderCanSaySo_AlsoAfterARestart()
    {
        var channel = await SetAsync(Webhook());
        await PassAsync(NotificationRunner.Pulse);
        await PassAsync(Month);
        var question = await AskedAsync();
        Receiver.Received.ShouldHaveSingleItem().Body.ShouldContain($"https://backups.example.com/notifications/received/{question.Id}");
        await RestartAsync();
        await PassAsync(TimeSpan.FromDays(1));
        Receiver.Received.ShouldHaveSingleItem();

        (await ConfirmAsync(question.Id)).ShouldBe(("Program", null));
        await RestartAsync();
        var receipt = Notifications.Receipts[channel.Id];
        receipt.ConfirmedBy.ShouldBe(Actor.From(Reader));
        receipt.ConfirmedAt.ShouldBe(Console.Clock.GetUtcNow());

        // The month begins anew with the answer, and ends on a Saturday.
        await PassAsync(Month - TimeSpan.FromDays(1));
        Receiver.Received.ShouldHaveSingleItem();
        await PassAsync(TimeSpan.FromDays(3));
        await DeliveryAsync(delivery => delivery is { State: DeliveryState.Sent } && delivery.Id != question.Id);
        Receiver.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Test_CanBeConfirmed_AsLongAsItSaysSomething()
    {
        var channel = await SetAsync(Webhook());
        await PassAsync(NotificationRunner.Pulse);
        var (test, _) = await Commands.TestAsync(Administrator, channel.Id, RunningConsole.Cancellation);
        (await ConfirmAsync(test!.Id)).Channel.ShouldBe("Program");
        Console.Clock.Advance(Month);
        (await ConfirmAsync(test.Id)).Problem!.ShouldStartWith("This message is too old, or its channel is gone.");
    }

    [Fact]
    public async Task AlarmsAndStrangeIds_ConfirmNothing()
    {
        var channel = await SetAsync(Webhook());
        await RouteAsync(channel);
        await RaiseAsync();
        await PassAsync(TimeSpan.FromSeconds(31));
        var alarm = await DeliveryAsync(delivery => delivery.State is DeliveryState.Sent);
        (await ConfirmAsync(alarm.Id)).Problem.ShouldNotBeNull();
        (await ConfirmAsync(Guid.NewGuid())).Problem.ShouldNotBeNull();
        Notifications.Receipts[channel.Id].ConfirmedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Program_CannotSayThatAPersonReads()
    {
        var channel = await SetAsync(Webhook());
        await PassAsync(NotificationRunner.Pulse);
        var (test, _) = await Commands.TestAsync(Administrator, channel.Id, RunningConsole.Cancellation);
        var (_, problem) = await Console.Get<ChannelReceipts>()
            .ConfirmAsync(new ProgramCaller(Reader), test!.Id, RunningConsole.Cancellation);
        problem!.Text.ShouldBe("Only a person who has signed in here can do this.");
    }

    [Fact]
    public async Task ConsoleThatDoesNotKnowItsAddress_AsksNobody()
    {
        await SetAsync(Webhook());
        _knowsItsAddress = false;
        await RestartAsync();
        await PassAsync(NotificationRunner.Pulse);
        await PassAsync(Month);
        await PassAsync(NotificationRunner.Pulse);
        Receiver.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task ChannelThatIsDeleted_LeavesNothing()
    {
        var channel = await SetAsync(Webhook());
        await PassAsync(NotificationRunner.Pulse);
        Notifications.Receipts.ShouldContainKey(channel.Id);
        (await Commands.DeleteChannelAsync(Administrator, channel.Id, RunningConsole.Cancellation)).Problem.ShouldBeNull();
        await PassAsync(TimeSpan.FromDays(1));
        await RestartAsync();
        Notifications.Receipts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-04-01T09:00Z", true)]
    [InlineData("2026-04-01T08:59Z", false, "a minute before a month is over")]
    [InlineData("2026-04-02T07:59Z", false, "before the day begins")]
    [InlineData("2026-04-02T16:00Z", false, "in the evening")]
    [InlineData("2026-04-04T12:00Z", false, "on a Saturday")]
    [InlineData("2026-04-06T12:00Z", true)]
    [InlineData("2025-01-01T12:00Z", true, "the clock was a year ahead when it asked")]
    public void Question_Comes_AfterAMonth_ByDay(string now, bool asks, string why = "") =>
        new ChannelReceipt { ChannelId = Guid.NewGuid(), Since = TestClock.Origin }
            .IsToAsk(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(asks, why);

    protected override void Configure(RunningConsole console)
    {
        if (!_knowsItsAddress)
            console.Set("Notifications:BaseUrl", "");
    }

    private Task<Delivery> AskedAsync() => DeliveryAsync(
        delivery => delivery is { State: DeliveryState.Sent, Message.Purpose: NotificationPurpose.Receipt });

    private async Task<(string? Channel, string? Problem)> ConfirmAsync(Guid id)
    {
        var (channel, problem) = await Console.Get<ChannelReceipts>().ConfirmAsync(Reader, id, RunningConsole.Cancellation);
        return (channel, problem?.Text);
    }
}
