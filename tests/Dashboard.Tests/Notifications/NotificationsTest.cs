using System.Security.Claims;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Tests.Shared;
using Microsoft.Extensions.Hosting;

namespace BackupDashboard.Tests.Notifications;

/// <summary>A running console that may send to this machine, and a web server there that keeps what it gets.</summary>
[StorageSuite]
public abstract class NotificationsTest : IAsyncLifetime
{
    private static readonly AlarmKey Vanished = new(AlarmKind.BackupVanished, "europe", "b1");

    private protected Receiver Receiver { get; private set; } = null!;

    protected TestStorage Storage { get; } = new();

    protected RunningConsole Console { get; private set; } = null!;

    protected static ClaimsPrincipal Administrator { get; } = A.Person(A.Administrator);

    protected NotificationCommands Commands => Console.Get<NotificationCommands>();

    protected NotificationSnapshot Notifications => Console.Get<NotificationStore>().Current;

    protected AlarmStore Alarms => Console.Get<AlarmStore>();

    protected static string Secret { get; } = WebhookSignature.NewSecret();

    public async ValueTask InitializeAsync()
    {
        Receiver = await Receiver.StartAsync();
        Console = New();
        await Console.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Console.DisposeAsync();
        await Receiver.DisposeAsync();
        Storage.Dispose();
    }

    protected NotificationChannel Webhook(string name = "Program", string? url = null) => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        Kind = ChannelKind.Webhook,
        CreatedBy = new("", ""),
        Url = url ?? Receiver.Url(),
    };

    protected async Task<NotificationChannel> SetAsync(NotificationChannel channel, string? secret = null)
    {
        var result = await Commands.SetChannelAsync(Administrator, channel, null, secret ?? Secret, RunningConsole.Cancellation);
        result.Problem.ShouldBeNull();
        return result.Operation!.Channel!;
    }

    protected async Task<NotificationRoute> RouteAsync(params NotificationChannel[] channels)
    {
        var route = new NotificationRoute
        {
            Id = Guid.NewGuid(),
            Name = $"Route {Guid.NewGuid()}",
            CreatedBy = new("", ""),
            Channels = [.. channels.Select(channel => channel.Id)],
        };
        (await Commands.SetRouteAsync(Administrator, route, null, RunningConsole.Cancellation)).Problem.ShouldBeNull();
        return route;
    }

    protected Task RaiseAsync(string text = "It is gone.") => Alarms.RaiseAsync(Vanished, text, RunningConsole.Cancellation);

    protected Task EndAsync() => Alarms.EndAsync(Vanished, RunningConsole.Cancellation);

    /// <summary>Moves the clock by whole pulses, so that the runner looks once more; what it sends may be on its way still.</summary>
    protected async Task PassAsync(TimeSpan time)
    {
        await SentAsync();
        Console.Clock.Advance(Math.Ceiling(time / NotificationRunner.Pulse) * NotificationRunner.Pulse);
        await Console.Clock.WaiterAsync(NotificationRunner.Pulse, NotificationRunner.Pulse);
    }

    /// <summary>Nothing is on its way: what is, would see its time pass when the clock moves.</summary>
    protected async Task SentAsync()
    {
        await Console.Clock.WaiterAsync(NotificationRunner.Pulse, NotificationRunner.Pulse);
        await Console.Get<IEnumerable<IHostedService>>().OfType<NotificationRunner>().Single().Sending;
    }

    protected Task<Delivery> DeliveryAsync(Func<Delivery, bool> condition) => FoundAsync(condition);

    /// <summary>Ends the process, and starts it again at once.</summary>
    protected async Task RestartAsync(bool start = true)
    {
        var now = Console.Clock.GetUtcNow();
        await Console.DisposeAsync();
        Console = New();
        Console.Clock.Advance(now - Console.Clock.GetUtcNow());
        if (start)
            await Console.StartAsync();
    }

    /// <summary>Before the console starts; the receiver listens.</summary>
    protected virtual void Configure(RunningConsole console)
    {
    }

    private async Task<Delivery> FoundAsync(Func<Delivery, bool> condition)
    {
        var snapshot = await FeedReader.UntilAsync(
            Console.Get<NotificationStore>().Subscribe(), snapshot => snapshot.Deliveries.Values.Any(condition));
        return snapshot.Deliveries.Values.First(condition);
    }

    private RunningConsole New()
    {
        var console = new RunningConsole(Storage);
        console.Set("Notifications:AllowHttp", "true");
        console.Set("Notifications:AllowedNetworks:0", "127.0.0.0/8");
        console.Set("Notifications:BaseUrl", "https://backups.example.com");
        console.Nuclia.AddZone("europe").With(A.Box("docs-a"));
        Configure(console);
        return console;
    }
}
