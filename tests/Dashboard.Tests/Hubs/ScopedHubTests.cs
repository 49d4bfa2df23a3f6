using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.SignalR;

namespace BackupDashboard.Tests.Hubs;

/// <summary>What the hub sends to someone who owns a part of a zone.</summary>
public sealed class ScopedHubTests : IAsyncLifetime
{
    private readonly HubApp _app = new();
    private readonly FakeZone _europe;

    public ScopedHubTests()
    {
        _europe = _app.Console.Nuclia.AddZone("europe").With(A.Backup("d1", "docs-a"), A.Backup("s1", "support-a"));
        _app.Console.Nuclia.AddZone("america");
    }

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Watch_ByATeam_TellsOfItsBackups_AndOfNoChangeOfOthers()
    {
        await using var client = await _app.ConnectAsync(A.Docs);
        await client.WatchAsync("europe");
        await client.UntilAsync(() => client.Backups.Count == 1);

        _europe.With(A.Running("s2", "support-b"));
        await _app.Console.PollAsync();
        _europe.With(A.Running("d2", "docs-b"));
        await _app.Console.PollAsync();
        await client.UntilAsync(() => client.Backups.Count == 2);
        _europe.Backups = _europe.Backups.RemoveAll(backup => backup.Id is "s1" or "d1");
        await _app.Console.PollAsync();
        await client.UntilAsync(() => client.Backups.Count == 1);

        client.Read.SelectMany(message => message.Upserts).ShouldAllBe(backup => backup.Slug.StartsWith("docs-"));
        client.Read.SelectMany(message => message.Deletes).ShouldBe(["d1"]);
    }

    [Fact]
    public async Task Watch_ZoneOutOfSight_IsAnsweredAsOneThatIsNotThere()
    {
        // SignalR logs what a hub method throws, a refusal too.
        _app.Console.Log.ErrorsAreExpected = true;
        await using var client = await _app.ConnectAsync(A.Support);
        var hidden = await Should.ThrowAsync<HubException>(() => client.WatchAsync("america"));
        var missing = await Should.ThrowAsync<HubException>(() => client.WatchAsync("atlantis"));
        hidden.Message.Replace("america", "atlantis").ShouldBe(missing.Message);
    }

    [Fact]
    public async Task RoleTakenAway_NextMessage_IsTheLast()
    {
        await using var client = await _app.ConnectAsync(A.Docs);
        await client.WatchAsync("europe");
        await client.UntilAsync(() => client.Backups.Count == 1);
        _app.Console.Sessions.Tell(A.Person("Ada Operator", [], []));
        await _app.Console.PollAsync();
        await client.UntilAsync(() => client.Read[^1].Failure == "The zone can no longer be viewed.");
        client.Read[^1].Upserts.ShouldBeEmpty();
        (await Should.ThrowAsync<HubException>(() => client.WatchAsync("europe"))).Message.ShouldContain("There is no zone 'europe'");
        _app.Console.Log.ErrorsAreExpected = true;
    }

    [Fact]
    public async Task RolesThatChange_TellOfWhatMayBeViewedThen_AsAWhole()
    {
        await using var client = await _app.ConnectAsync(A.Docs);
        await client.WatchAsync("europe");
        await client.UntilAsync(() => client.Backups.ContainsKey("d1"));
        _app.Console.Sessions.Tell(A.Person(A.Support));
        await _app.Console.PollAsync();
        await client.UntilAsync(() => client.Backups.ContainsKey("s1"));
        client.Backups.ContainsKey("d1").ShouldBeFalse();
    }

    [Fact]
    public async Task SessionEnds_Connection_Ends()
    {
        await using var client = await _app.ConnectAsync(A.Docs);
        await client.WatchAsync("europe");
        await client.UntilAsync(() => client.Backups.Count == 1);
        _app.Console.Sessions.Tell(null);
        await _app.DisconnectedAsync();
    }

    [Fact]
    public async Task Backup_ThatLeavesSight_IsToldAsGone()
    {
        await using var client = await _app.ConnectAsync(A.Docs);
        await client.WatchAsync("europe");
        await client.UntilAsync(() => client.Backups.Count == 1);

        // The box was renamed, so its backup is another team's from now on.
        _europe.Backups = _europe.Backups.Replace(_europe.Backups.Single(backup => backup.Id == "d1"), A.Backup("d1", "support-z"));
        await _app.Console.PollAsync();
        await client.UntilAsync(() => client.Read.Any(message => message.Deletes.Contains("d1")));
        client.Backups.ShouldBeEmpty();
    }
}
