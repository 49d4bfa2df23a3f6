using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Retention;
using BackupDashboard.Schedules;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace BackupDashboard.Tests.Notifications;

/// <summary>A monitor elsewhere hears that the dashboard does its work, and what does not.</summary>
public sealed class HeartbeatTests : NotificationsTest
{
    // A length that no one else waits for.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(61.5);

    [Fact]
    public async Task Dashboard_ThatDoesItsWork_SaysSo_WithTheJournalsHead()
    {
        await SetAsync(Webhook());
        var (path, body) = await BeatAsync();
        path.ShouldBe("/hook");
        body.ShouldBe($"All is well.\nThe journal's head is {await Console.Get<JournalAudit>().HeadAsync(RunningConsole.Cancellation)}.");
        State.Latest!.Result.ShouldBe(SendResult.Delivered("204 No Content"));
    }

    /// <summary>Though the web answers.</summary>
    [Fact]
    public async Task SchedulerThatHangs_IsTold()
    {
        await SetAsync(Webhook());
        await Console.Get<IEnumerable<IHostedService>>().OfType<ScheduleRunner>().Single().StopAsync(RunningConsole.Cancellation);
        var told = await BeatAsync();
        for (var minute = 0; minute < 6 && told.Path == "/hook"; minute++)
            told = await BeatAsync();
        told.ShouldBe(("/hook/fail", told.Body));
        told.Body.ShouldStartWith("Schedules have not been looked at for 5 minutes.\nThe journal's head is ");
    }

    [Fact]
    public async Task JournalThatCannotBeWritten_IsTold()
    {
        Console.Log.ErrorsAreExpected = true;
        Console.Storage.Lose();
        var (path, body) = await BeatAsync();
        path.ShouldBe("/hook/fail");
        body.ShouldContain("The journal cannot be written.");
        Console.Storage.Recover();
    }

    /// <summary>After a sleep everything is late at once, and catches up in a moment.</summary>
    [Fact]
    public async Task MachineThatHasSlept_IsNoFailure()
    {
        await BeatAsync();
        (await BeatAsync(TimeSpan.FromHours(3))).Path.ShouldBe("/hook");
    }

    [Fact]
    public async Task MonitorThatRefuses_IsShown_WithoutItsAddress()
    {
        Receiver.Answer = async context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync($"not found: {Receiver.Url()}");
        };
        await BeatAsync();
        State.Latest!.Result.Answer.ShouldBe("404 Not Found: not found: (secret)");
        Console.Log.Warnings.ShouldContain(warning => warning.Contains("404 Not Found"));
        Console.Log.Warnings.ShouldAllBe(warning => !warning.Contains(Receiver.Url()));
    }

    protected override void Configure(RunningConsole console)
    {
        console.Set("Notifications:HeartbeatUrl", Receiver.Url());
        console.Set("Notifications:HeartbeatEvery", Every.ToString());
    }

    private HeartbeatState State => Console.Get<HeartbeatState>();

    // The next ping, and what it brought.
    private async Task<(string Path, string Body)> BeatAsync(TimeSpan more = default)
    {
        await Console.Clock.WaiterAsync(Every, Every);

        // What is to come round has come round, however slow the machine is.
        await Console.Clock.WaiterAsync(NotificationRunner.Pulse, NotificationRunner.Pulse);
        await Console.Clock.WaiterAsync(RetentionRunner.Pulse, RetentionRunner.Pulse);
        var before = Receiver.Received.Count;
        Console.Clock.Advance(Every + more);

        // It waits again when it has told.
        await Console.Clock.WaiterAsync(Every, Every);
        Receiver.Received.Count.ShouldBe(before + 1);
        var (headers, body) = Receiver.Received.Last();
        return (headers[":path"], body);
    }
}
