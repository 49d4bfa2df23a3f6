using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;

namespace BackupDashboard.Tests.Notifications;

/// <summary>What goes out by HTTP, against a real server: signed, to where it may go, and no further.</summary>
public sealed class HttpSenderTests : NotificationsTest
{
    [Fact]
    public async Task Webhook_IsSigned_AsTheOthersVerifyIt_AndByBothSecretsWhileOneIsRotated()
    {
        // Receivers compare the time with their own.
        Console.Clock.Set = TimeProvider.System.GetUtcNow() - Console.Clock.GetUtcNow();
        var channel = await SetAsync(Webhook());
        await TestedAsync(channel);
        Verified(Secret).ShouldBeTrue();
        var (newer, stranger) = (WebhookSignature.NewSecret(), WebhookSignature.NewSecret());
        Verified(stranger).ShouldBeFalse();

        var rule = Console.Journal.Current.ChannelOf(channel.Id)!;
        (await Commands.SetChannelAsync(Administrator, channel, rule.Id, newer, RunningConsole.Cancellation)).Problem.ShouldBeNull();
        await TestedAsync(channel);
        (Verified(Secret), Verified(newer)).ShouldBe((true, true), Receiver.Received.Last().Headers["webhook-signature"]);

        Console.Clock.Set += ChannelSecrets.Overlap + TimeSpan.FromSeconds(1);
        await TestedAsync(channel);
        Console.Clock.Set -= ChannelSecrets.Overlap + TimeSpan.FromSeconds(1);
        Receiver.Received.Last().Headers["webhook-signature"].Split(' ').Length.ShouldBe(1);
    }

    [Fact]
    public async Task Secrets_AreNowhereButWithTheChannel()
    {
        var channel = await SetAsync(new NotificationChannel
        {
            Id = Guid.NewGuid(),
            Name = "Chat",
            Kind = ChannelKind.Slack,
            CreatedBy = new("", ""),
        }, Receiver.Url());
        Receiver.Answer = async context =>
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync($"no such hook: {Receiver.Url()}");
        };
        var traced = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traced.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var tested = await TestedAsync(channel);
        traced.ShouldAllBe(activity => activity.TagObjects.All(tag => !$"{tag.Value}".Contains(Receiver.Url())
            || activity.Kind == ActivityKind.Server));
        tested.Answer.ShouldBe("400 Bad Request: no such hook: (secret)");
        OperationJson.Write(Console.Journal.Current.ChannelOf(channel.Id)!).ShouldNotContain(Receiver.Url());
        Console.Log.Warnings.ShouldAllBe(warning => !warning.Contains(Receiver.Url()));
        Storage.Read().ShouldNotContain(Receiver.Url());
    }

    [Theory]
    [InlineData("http://localhost:{0}/", true)]
    [InlineData("http://127.0.0.1:{0}/", true)]
    [InlineData("http://[::1]:{0}/", false)]
    [InlineData("http://169.254.169.254/latest", false)]
    [InlineData("http://10.1.2.3/", false)]
    [InlineData("http://[::ffff:10.1.2.3]/", false)]
    [InlineData("http://0.0.0.0:{0}/", false)]
    [InlineData("http://2130706433:{0}/", true)]
    public async Task Address_InsideTheHouse_IsRefusedUnlessItIsAllowed(string url, bool isAllowed)
    {
        var tested = await TestedAsync(await SetAsync(Webhook(url: string.Format(null, url, Receiver.Port))));
        (tested.State is DeliveryState.Sent).ShouldBe(isAllowed, tested.Answer);
        if (!isAllowed)
            tested.Answer!.ShouldContain("Notifications:AllowedNetworks");
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("100.64.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("2606:4700::1", true)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("::", false)]
    public void Addresses_AreOutsideOrInside(string address, bool isOutside) =>
        Console.Get<AddressGuard>().IsAllowed(IPAddress.Parse(address)).ShouldBe(isOutside);

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        Receiver.Answer = context =>
        {
            context.Response.Redirect(Receiver.Url());
            return Task.CompletedTask;
        };
        var tested = await TestedAsync(await SetAsync(Webhook()));
        tested.Answer.ShouldBe("302 Found: the server leads elsewhere, and messages follow no redirect.");
        Receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ServerThatSaysNothing_IsNotWaitedForLongerThanTenSeconds()
    {
        Receiver.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, Console.Clock, context.RequestAborted);
        var channel = await SetAsync(Webhook());
        var testing = Commands.TestAsync(Administrator, channel.Id, RunningConsole.Cancellation);
        await Console.Clock.PassAsync(HttpSender.Timeout);
        (await testing).Delivery!.Answer.ShouldBe("There was no answer within 10 seconds.");
    }

    [Fact]
    public async Task ServerThatDoesNotListen_OrDoesNotExist_IsSaidInWords()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        (await TestedAsync(await SetAsync(Webhook(url: $"http://127.0.0.1:{port}/")))).Answer!.ShouldContain("refused");
    }

    [Fact]
    public void Card_IsCutBelowWhatTeamsAccepts_WithALink()
    {
        var line = new NotificationLine(Guid.NewGuid(), AlarmKind.BackupStalled, "europe", TestClock.Origin, new string('ß', 500), false);
        var message = new NotificationMessage(
            NotificationPurpose.Alarm, AlarmSeverity.Error, "Many", [.. Enumerable.Repeat(line, 100)], 0, "/alarms");
        var card = MessageFormats.Card(message, new Uri("https://backups.example.com/alarms"));
        System.Text.Encoding.UTF8.GetByteCount(card).ShouldBeLessThan(MessageFormats.LargestCard);
        card.ShouldContain("more, which the console shows.");
        using var json = JsonDocument.Parse(card);
        json.RootElement.GetProperty("attachments")[0].GetProperty("content").GetProperty("actions")[0].GetProperty("url").GetString()
            .ShouldBe("https://backups.example.com/alarms");
    }

    [Fact]
    public void MarksInATitle_AreTextInEveryFormat()
    {
        var line = new NotificationLine(
            Guid.NewGuid(), AlarmKind.BackupStalled, "europe", TestClock.Origin, "<!channel> *now* & <script>", false);
        var message = new NotificationMessage(NotificationPurpose.Alarm, AlarmSeverity.Error, "<b>", [line], 0, "/alarms");
        using var slack = JsonDocument.Parse(MessageFormats.Slack(message, null));
        slack.RootElement.GetProperty("text").GetString()!.ShouldContain("&lt;!channel&gt; *now* &amp; &lt;script&gt;");
        using var card = JsonDocument.Parse(MessageFormats.Card(message, null));
        var body = card.RootElement.GetProperty("attachments")[0].GetProperty("content").GetProperty("body");
        body.EnumerateArray().ShouldAllBe(block => block.GetProperty("type").GetString() == "RichTextBlock");
    }

    private async Task<Delivery> TestedAsync(NotificationChannel channel)
    {
        var (delivery, problem) = await Commands.TestAsync(Administrator, channel.Id, RunningConsole.Cancellation);
        problem.ShouldBeNull();
        return delivery!;
    }

    // Each signature by itself: the package reads only the first of several.
    private bool Verified(string secret)
    {
        var (headers, body) = Receiver.Received.Last();
        return headers["webhook-signature"].Split(' ').Any(signature => IsVerified(signature));

        bool IsVerified(string signature)
        {
            var dictionary = new HeaderDictionary();
            foreach (var (name, value) in headers)
                dictionary[name] = value;
            dictionary["webhook-signature"] = signature;
            try
            {
                new StandardWebhook(secret).Verify(body, dictionary);
                return true;
            }
            catch (StandardWebhooks.Diagnostics.WebhookVerificationException)
            {
                return false;
            }
        }
    }
}
