using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace BackupDashboard.Tests.Notifications;

/// <summary>From an alarm to its arrival, by the whole real way, whatever fails in between.</summary>
public sealed class DeliveryTests : NotificationsTest
{
    private static readonly TimeSpan Gathered = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task Alarm_ArrivesOnce_AndSoDoesItsEnd()
    {
        var channel = await SetAsync(Webhook());
        await RouteAsync(channel);
        await RouteAsync(channel);
        await RaiseAsync();
        await PassAsync(Gathered);
        var delivered = await DeliveryAsync(delivery => delivery.State is DeliveryState.Sent);
        delivered.Answer.ShouldBe("204 No Content");
        var (headers, body) = Receiver.Received.ShouldHaveSingleItem();
        headers["webhook-id"].ShouldBe($"msg_{delivered.Id:N}");
        body.ShouldContain("\"type\":\"alarm.alarm\"");
        body.ShouldContain("Backup vanished in europe");
        body.ShouldContain("https://backups.example.com/alarms#alarm-");

        await EndAsync();
        await PassAsync(NotificationRunner.Pulse);
        await PassAsync(TimeSpan.FromMinutes(6));
        await DeliveryAsync(delivery => delivery is { State: DeliveryState.Sent, Message.Purpose: NotificationPurpose.Over });
        Receiver.Received.Count.ShouldBe(2);
    }

    /// <summary>Between "sent" and "marked as sent": at least once, and the receiver can tell.</summary>
    [Fact]
    public async Task ProcessThatEndsAfterSending_SendsItAgain_UnderTheSameId()
    {
        var channel = await SetAsync(Webhook());
        await RouteAsync(channel);
        await RaiseAsync();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Receiver.Answer = async context =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, Console.Clock, context.RequestAborted);
        };
        await PassAsync(Gathered);
        await arrived.Task.WaitAsync(TestSignal.Patience, RunningConsole.Cancellation);
        Receiver.Answer = context => Task.FromResult(context.Response.StatusCode = StatusCodes.Status200OK);
        await RestartAsync();
        await DeliveryAsync(delivery => delivery.State is DeliveryState.Sent);

        Receiver.Received.Count.ShouldBe(2);
        Receiver.Received.Select(one => one.Headers["webhook-id"]).Distinct().Count().ShouldBe(1);
        await PassAsync(TimeSpan.FromMinutes(10));
        Receiver.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task AlarmThatWasRaisedJustBeforeTheProcessEnded_IsToldAfterTheStart()
    {
        await RouteAsync(await SetAsync(Webhook()));
        await RaiseAsync();
        await RestartAsync();
        await PassAsync(Gathered);
        await DeliveryAsync(delivery => delivery.State is DeliveryState.Sent);
        Receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ServerThatIsDown_GetsItLater_WithItsTrueTime_AndAnAlarmMeanwhileByTheOtherChannels()
    {
        await using var other = await Receiver.StartAsync();
        var channel = await SetAsync(Webhook());
        await SetAsync(Webhook("Other", other.Url()));
        await RouteAsync(channel);
        Receiver.Answer = context => Task.FromResult(context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable);
        await RaiseAsync();
        var raisedAt = Alarms.Current.Open.Values.Single().RaisedAt;
        await PassAsync(Gathered);
        await DeliveryAsync(delivery => delivery.Attempts == 1);
        foreach (var (wait, attempt) in new[] { (5, 2), (60, 3), (300, 4) })
        {
            await PassAsync(TimeSpan.FromSeconds(wait));
            await DeliveryAsync(delivery => delivery.Attempts == attempt);
        }

        await PassAsync(TimeSpan.FromMinutes(1));
        var alarm = Alarms.Current.Open.Values.Single(alarm => alarm.Key.Kind is AlarmKind.ChannelFailing);
        alarm.Text.ShouldBe("Channel 'Program' does not deliver: 503 Service Unavailable The message is tried again.");
        await DeliveryAsync(delivery => delivery is { State: DeliveryState.Sent, Message.Title: "Channel does not deliver" });
        other.Received.Count.ShouldBe(1);

        Receiver.Answer = context => Task.FromResult(context.Response.StatusCode = StatusCodes.Status200OK);
        await PassAsync(TimeSpan.FromMinutes(30));
        var sent = await DeliveryAsync(delivery => delivery.ChannelId == channel.Id && delivery.State is DeliveryState.Sent);
        sent.Message.Lines.Single().At.ShouldBe(raisedAt);
        await PassAsync(TimeSpan.FromSeconds(1));
        Alarms.Current.Open.Values.Single(alarm => alarm.Key.Kind is AlarmKind.ChannelFailing).EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Message_IsGivenUpAfterItsLastAttempt()
    {
        var channel = await SetAsync(Webhook());
        await RouteAsync(channel);
        Receiver.Answer = context => Task.FromResult(context.Response.StatusCode = StatusCodes.Status500InternalServerError);
        await RaiseAsync();
        await PassAsync(Gathered);
        for (var attempt = 1; attempt <= Delivery.Waits.Count; attempt++)
        {
            await DeliveryAsync(delivery => delivery.Message.Purpose is NotificationPurpose.Alarm && delivery.Attempts == attempt);
            await PassAsync(Delivery.Waits[attempt - 1]);
        }

        var given = await DeliveryAsync(delivery => delivery is { State: DeliveryState.GivenUp });
        given.Attempts.ShouldBe(7);
    }

    [Fact]
    public async Task ReceiverThatIsGoneForGood_IsNotAskedAgain()
    {
        await RouteAsync(await SetAsync(Webhook()));
        Receiver.Answer = context => Task.FromResult(context.Response.StatusCode = StatusCodes.Status410Gone);
        await RaiseAsync();
        await PassAsync(Gathered);
        var given = await DeliveryAsync(delivery => delivery.State is DeliveryState.GivenUp);
        given.Attempts.ShouldBe(1);
    }

    /// <summary>The alarm that says so has to leave the house, too.</summary>
    [Fact]
    public async Task StorageThatIsLost_IsToldAnyway()
    {
        Console.Log.ErrorsAreExpected = true;
        var channel = await SetAsync(Webhook());
        await RouteAsync(channel);
        Console.Storage.Lose();
        await Alarms.RaiseAsync(
            new AlarmKey(AlarmKind.StorageUnusable, "", ""), "The storage cannot be used.", RunningConsole.Cancellation);
        await PassAsync(Gathered);
        await DeliveryAsync(delivery => delivery.State is DeliveryState.Sent);
        Receiver.Received.Count.ShouldBe(1);
        Console.Storage.Recover();
    }

    [Fact]
    public async Task ChannelThatIsDeleted_WhileAMessageWaits_GivesItUp()
    {
        var channel = await SetAsync(Webhook());
        var route = await RouteAsync(channel);
        Receiver.Answer = context => Task.FromResult(context.Response.StatusCode = StatusCodes.Status500InternalServerError);
        await RaiseAsync();
        await PassAsync(Gathered);
        await DeliveryAsync(delivery => delivery.Attempts == 1);
        (await Commands.DeleteRouteAsync(Administrator, route.Id, RunningConsole.Cancellation)).Problem.ShouldBeNull();
        (await Commands.DeleteChannelAsync(Administrator, channel.Id, RunningConsole.Cancellation)).Problem.ShouldBeNull();
        await PassAsync(TimeSpan.FromSeconds(1));
        (await DeliveryAsync(delivery => delivery.State is DeliveryState.GivenUp)).Answer.ShouldBe("The channel was deleted.");
        Notifications.Groups.ShouldBeEmpty();
    }
}
