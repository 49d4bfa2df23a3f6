using BackupDashboard.Digests;
using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Tests.Notifications;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Digests;

/// <summary>How everything is, once a day, so that silence means something. The console starts on a Monday at 09:00.</summary>
[StorageSuite]
public sealed class DigestTests : NotificationsTest
{
    private static readonly NotificationDigest AtTen = new(new TimeOnly(10, 0), "UTC");

    [Fact]
    public async Task Digest_ComesAtItsTime_OnceADay_AlsoOverARestart()
    {
        await SetDigestAsync(AtTen);
        await LookAsync(TimeSpan.FromMinutes(59));
        Receiver.Received.ShouldBeEmpty();
        await LookAsync(TimeSpan.FromMinutes(2));
        await LookAsync(TimeSpan.FromMinutes(1));
        (await ToldAsync()).Message.Title.ShouldBe("Not all well: 1 knowledge box without a backup in time");
        Receiver.Received.ShouldHaveSingleItem().Body.ShouldContain("Late, or without a backup: docs-a in europe.");

        await RestartAsync();
        await LookAsync(TimeSpan.FromMinutes(5));
        Receiver.Received.Count.ShouldBe(1);
        await LookAsync(TimeSpan.FromHours(24));
        await LookAsync(TimeSpan.FromMinutes(1));
        await ToldAsync(2);
    }

    /// <summary>A digest that is hours late would say nothing of the morning, and is missed, as it should be.</summary>
    [Theory]
    [InlineData(3, 1)]
    [InlineData(6, 0)]
    public async Task ProcessThatWasAway_TellsWithinFourHours_OrNotAtAll(int hours, int messages)
    {
        await SetDigestAsync(AtTen);
        Console.Clock.Advance(TimeSpan.FromMinutes(30));
        var now = Console.Clock.GetUtcNow();
        await RestartAsync(start: false);
        Console.Clock.Advance(now + TimeSpan.FromHours(hours) - Console.Clock.GetUtcNow());
        await Console.StartAsync();
        await LookAsync(TimeSpan.FromMinutes(1));
        await LookAsync(TimeSpan.FromMinutes(1));
        Digests.Count().ShouldBe(messages);
    }

    [Fact]
    public async Task RouteThatIsSetAfterItsTime_BeginsWithTheNextDay()
    {
        await SetDigestAsync(AtTen with { At = new TimeOnly(8, 30) });
        await LookAsync(TimeSpan.FromMinutes(1));
        Digests.ShouldBeEmpty();
        await LookAsync(TimeSpan.FromHours(24));
        await LookAsync(TimeSpan.FromMinutes(1));
        await ToldAsync();
    }

    [Fact]
    public async Task ClockThatIsSetBack_TellsNothingAgain()
    {
        await SetDigestAsync(AtTen);
        await LookAsync(TimeSpan.FromMinutes(61));
        await LookAsync(TimeSpan.FromMinutes(1));
        await ToldAsync();
        Console.Clock.Set = TimeSpan.FromMinutes(-30);
        await LookAsync(TimeSpan.FromMinutes(5));
        await LookAsync(TimeSpan.FromMinutes(40));
        Digests.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Team_HearsOfItsOwnBoxesAlone()
    {
        Console.Nuclia.Zones.Single().With(A.Box("hr"));
        await Console.PollAsync();
        await SetDigestAsync(AtTen, "Docs");
        await LookAsync(TimeSpan.FromMinutes(61));
        await LookAsync(TimeSpan.FromMinutes(1));
        (await ToldAsync()).Message.Lines[0].Text.ShouldEndWith(": 0 of 1 knowledge box within their goals.");
        Receiver.Received.ShouldHaveSingleItem().Body.ShouldNotContain("hr in europe");
    }

    /// <summary>It waits a while for a zone that was not read lately, as after a sleep; one that stays away is told.</summary>
    [Fact]
    public async Task ZoneThatIsNotRead_IsWaitedForTenMinutes_ThenTold()
    {
        await SetDigestAsync(AtTen);
        Console.Nuclia.Zones.Single().FailAll(A.Error());
        await LookAsync(TimeSpan.FromMinutes(61));
        await LookAsync(TimeSpan.FromMinutes(5));
        Digests.ShouldBeEmpty();
        await LookAsync(TimeSpan.FromMinutes(6));
        (await ToldAsync()).Message.Title.ShouldStartWith("Not all well: 1 knowledge box of which nothing is known");
    }

    [Fact]
    public async Task TeamThatHasLeftTheSettings_IsNotToldThatAllIsWell()
    {
        await SetDigestAsync(AtTen);
        var rule = Console.Journal.Current.Routes.Single();
        (await Console.Journal.TryAddAsync(
            rule with { Id = Guid.NewGuid(), Route = rule.Route! with { Team = "Gone" }, RouteBefore = rule.Route },
            RunningConsole.Cancellation)).ShouldBeNull();
        await LookAsync(TimeSpan.FromMinutes(61));
        await LookAsync(TimeSpan.FromMinutes(11));
        Digests.ShouldBeEmpty();
    }

    [Fact]
    public async Task JournalThatCannotBeRead_IsNoReasonToGiveUp()
    {
        await SetDigestAsync(AtTen);
        Console.Log.ErrorsAreExpected = true;
        Console.Storage.Lose();
        await LookAsync(TimeSpan.FromMinutes(61));
        await LookAsync(TimeSpan.FromMinutes(1));
        Digests.ShouldBeEmpty();
        Console.Storage.Recover();
        await LookAsync(TimeSpan.FromMinutes(1));
        await ToldAsync();
    }

    private IEnumerable<Delivery> Digests =>
        Notifications.Deliveries.Values.Where(delivery => delivery.Message.Purpose is NotificationPurpose.Digest);

    private async Task SetDigestAsync(NotificationDigest digest, string? team = null)
    {
        var channel = await SetAsync(Webhook());

        // Nothing but the digest: the alarms of these tests are elsewhere.
        var route = new NotificationRoute
        {
            Id = Guid.NewGuid(),
            Name = "Mornings",
            CreatedBy = new("", ""),
            Team = team,
            Zones = ["nowhere"],
            Channels = [channel.Id],
            Digest = digest,
        };
        (await Commands.SetRouteAsync(Administrator, route, null, RunningConsole.Cancellation)).Problem.ShouldBeNull();
    }

    // Moves the clock when the digests wait for it, and lets them look; what they tell leaves with the next look of the outbox.
    private async Task LookAsync(TimeSpan time)
    {
        await Console.Clock.WaiterAsync(DigestRunner.Pulse, DigestRunner.Pulse);
        await SentAsync();
        Console.Clock.Advance(time);
        await Console.Clock.WaiterAsync(DigestRunner.Pulse, DigestRunner.Pulse);

        // The next look finds the zone as it is now, and no watcher that would seem to have stopped.
        await Console.PollAsync();
        await Console.PollAccountAsync();
        await PassAsync(NotificationRunner.Pulse);
        await SentAsync();
        Console.Clock.Advance(DigestRunner.Pulse - NotificationRunner.Pulse);
        await Console.Clock.WaiterAsync(DigestRunner.Pulse, DigestRunner.Pulse);
    }

    private async Task<Delivery> ToldAsync(int count = 1)
    {
        await DeliveryAsync(_ => Digests.Count(digest => digest.State is DeliveryState.Sent) == count);
        return Digests.MaxBy(digest => digest.CreatedAt)!;
    }
}
