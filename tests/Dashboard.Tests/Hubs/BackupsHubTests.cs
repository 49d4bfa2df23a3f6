using System.Net;
using System.Security.Claims;
using BackupDashboard.Hubs;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Hubs;

public sealed class BackupsHubTests : IAsyncLifetime
{
    private readonly HubApp _app = new();
    private readonly FakeZone _europe;

    public BackupsHubTests() => _europe = _app.Console.Nuclia.AddZone("europe");

    private ZoneWatcher Watcher => _app.Console.Zone("europe");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Watch_LargeZone_SendsResetThenChunksThenChanges()
    {
        _europe.With([.. Enumerable.Range(0, 120).Select(id => A.Backup($"b{id}"))]);
        await _app.StartAsync();
        await using var client = await _app.ConnectAsync();
        await client.WatchAsync("europe");
        await client.UntilAsync(() => client.Backups.Count == 120);
        client.Read.Select(message => (message.Reset, message.Upserts.Count))
            .ShouldBe([(true, 0), (false, 50), (false, 50), (false, 20)]);
        client.Read.ShouldAllBe(message => message.Zone == "europe" && message.Version == client.Read[0].Version);

        _europe.Backups = _europe.Backups.RemoveAt(0).Add(A.Running("new"));
        await _app.Console.PollAsync();
        await client.UntilAsync(() => client.Backups.ContainsKey("new"));
        client.Backups.ShouldBe(Watcher.Current.Backups, ignoreOrder: true);
        client.Read[^1].Deletes.ShouldBe(["b0"]);
        client.Read[^1].Version.ShouldBe(Watcher.Current.Version);
    }

    [Fact]
    public async Task ZoneFails_Watcher_IsToldWhy()
    {
        await _app.StartAsync();
        await using var client = await _app.ConnectAsync();
        await client.WatchAsync("europe");
        _europe.FailAll(A.Error(detail: "No route to host."));
        await _app.Console.PollAsync();
        await client.UntilAsync(() => client.Read.Any(message => message.Failure == "No route to host."));
    }

    [Fact]
    public async Task ZoneMoves_Watcher_IsToldSoWithTheLatestVersion()
    {
        await _app.StartAsync();
        await using var client = await _app.ConnectAsync();
        await client.WatchAsync("europe");
        _europe.With(A.Backup());
        await _app.Console.PollAsync();
        await client.UntilAsync(() => client.Backups.Count == 1);

        _europe.Zone = A.Zone("europe", host: "elsewhere");
        await _app.Console.PollAccountAsync();
        await client.UntilAsync(() => client.Read[^1].Failure is not null);
        client.Read[^1].Failure!.ShouldStartWith("The zone has left the account");
        client.Read[^1].Version.ShouldBe(client.Read[^2].Version);
        client.Read[^1].Version.ShouldBeGreaterThan(client.Read[0].Version);
    }

    [Fact]
    public async Task ZoneLeavesTheAccount_Watcher_IsToldSoAndKeepsItsPictureUntilTheZoneIsBack()
    {
        _europe.With(A.Backup());
        await _app.StartAsync();
        await using var client = await _app.ConnectAsync();
        await client.WatchAsync("europe");
        _europe.IsListed = false;
        await PollAsync();
        await PollAsync();
        await client.UntilAsync(() => client.Read.Any(message => message.GoneSince is not null));
        client.Read[^1].Failure.ShouldBe("The account no longer lists this zone.");
        client.Backups.Count.ShouldBe(1);

        _europe.With(A.Backup("b2"));
        _europe.IsListed = true;
        await PollAsync();
        await client.UntilAsync(() => client.Backups.Count == 2 && client.Read[^1] is { GoneSince: null, Failure: null });
    }

    private Task PollAsync() => _app.Console.PollAccountAsync();

    [Fact]
    public async Task Unwatch_LaterChanges_AreNotSent()
    {
        await _app.StartAsync();
        await using var client = await _app.ConnectAsync();
        await client.WatchAsync("europe");
        await client.UntilAsync(() => client.Read.Count == 1);
        await client.UnwatchAsync("europe");
        Watcher.Subscribers.ShouldBe(0);

        _europe.With(A.Backup());
        await _app.Console.PollAsync();

        // Whatever had been sent would have arrived before the answer to this.
        await client.UnwatchAsync("europe");
        client.HasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task WatchTwice_SameZone_IsOneSubscription()
    {
        await _app.StartAsync();
        await using var client = await _app.ConnectAsync();
        await client.WatchAsync("europe");
        await client.WatchAsync("europe");
        Watcher.Subscribers.ShouldBe(1);
    }

    [Fact]
    public async Task TwoClients_EachWatch_AreServedApart()
    {
        _europe.With(A.Backup());
        await _app.StartAsync();
        await using var first = await _app.ConnectAsync();
        await using var second = await _app.ConnectAsync();
        await first.WatchAsync("europe");
        await second.WatchAsync("europe");
        await second.UntilAsync(() => second.Backups.Count == 1);
        await first.UnwatchAsync("europe");
        _europe.With(A.Backup("b2"));
        await _app.Console.PollAsync();
        await second.UntilAsync(() => second.Backups.Count == 2);
    }

    [Fact]
    public async Task Disconnect_Subscription_IsFreed()
    {
        await _app.StartAsync();
        var client = await _app.ConnectAsync();
        await client.WatchAsync("europe");
        Watcher.Subscribers.ShouldBe(1);

        await client.DisposeAsync();
        await _app.DisconnectedAsync();
        Watcher.Subscribers.ShouldBe(0);
    }

    [Theory]
    [InlineData("atlantis", "atlantis")]
    [InlineData("a\r\nfail: forged", @"a\u{D}\u{A}fail:\u{20}forged")]
    [InlineData(null, "")]
    public async Task UnknownZone_Watch_IsAHubException_AndNoLineInTheLog(string? zone, string told)
    {
        await _app.StartAsync();
        await using var client = await _app.ConnectAsync();
        var exception = await Should.ThrowAsync<HubException>(client.WatchAsync(zone!));
        exception.Message.ShouldContain($"There is no zone '{told}' in this account.");
        _app.Console.Log.Errors.ShouldBeEmpty("a refusal is no error, and whoever asks often must not fill the log");
        _app.Console.Log.Warnings.ShouldBeEmpty();
    }

    /// <summary>The cleanup of a connection has run before the watch began: nothing else would end the watch.</summary>
    [Fact]
    public async Task LeftMeanwhile_Watch_HoldsNoSubscription()
    {
        await _app.StartAsync();
        var watches = _app.Services.GetRequiredService<HubWatches>();
        var gone = new GoneCaller();
        watches.Admit(gone);
        (await watches.StartAsync(gone, "europe")).ShouldBeTrue();
        Watcher.Subscribers.ShouldBe(0);
    }

    [Fact]
    public async Task MoreCallsThanOnePersonMayMake_EndTheConnectionAndLeaveOthers()
    {
        await using var app = await OneCallAMinuteAsync();
        await using var hasty = await app.ConnectAsync();
        await using var calm = await app.ConnectAsync(A.Operator, "Ada Operator");
        await hasty.WatchAsync("europe");
        (await Record.ExceptionAsync(() => hasty.UnwatchAsync("europe"))).ShouldNotBeNull();
        await app.DisconnectedAsync();
        await calm.WatchAsync("europe");
    }

    /// <summary>What has arrived before the end of a connection is gone through anyway.</summary>
    [Fact]
    public async Task ManyCallsTooManyAtOnce_AreOneLineInTheLog()
    {
        await using var app = await OneCallAMinuteAsync();
        await app.SendAtOnceAsync(
            string.Concat(Enumerable.Repeat("""{"type":1,"target":"Unwatch","arguments":["europe"]}""" + '\u001e', 500)));
        app.Console.Log.Warnings.ShouldHaveSingleItem().ShouldContain("Too many calls from oid of Ada Operator");
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Somebody.Else", HttpStatusCode.Forbidden)]
    public async Task WithoutTheRight_Connect_IsRefused(string? role, HttpStatusCode status)
    {
        await _app.StartAsync();
        var exception = await Should.ThrowAsync<HttpRequestException>(_app.ConnectAsync(role));
        exception.StatusCode.ShouldBe(status);
    }

    private static async Task<HubApp> OneCallAMinuteAsync()
    {
        var console = new RunningConsole();
        console.Set("Limits:HubCallsPerMinute", "1");
        console.Nuclia.AddZone("europe");
        var app = new HubApp(console);
        await app.StartAsync();
        return app;
    }

    private sealed class GoneCaller : HubCallerContext
    {
        public override string ConnectionId => "gone";

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal User { get; } = A.Person(A.Auditor);

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => new(canceled: true);

        public override void Abort()
        {
        }
    }
}
