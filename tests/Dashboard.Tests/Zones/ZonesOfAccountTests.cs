using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Zones;

/// <summary>The account's watcher and the zones' that it runs.</summary>
[StorageSuite]
public sealed class ZonesOfAccountTests : IAsyncLifetime
{
    private readonly RunningConsole _console = new();
    private readonly FakeZone _europe;

    public ZonesOfAccountTests() => _europe = _console.Nuclia.AddZone("europe").With(A.Backup());

    private ZoneWatchers Zones => _console.Get<ZoneWatchers>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OneZoneInTrouble_AnotherZone_IsReadAllTheSame(bool hangs)
    {
        if (hangs)
            _europe.Hold(Ask.Backups);
        else
            _europe.FailAll(A.Error());
        _console.Nuclia.AddZone("america").With(A.Backup("b2"));

        await _console.StartAsync(settle: false);
        await _console.AccountAsync(account => account.AsOf is not null);
        await _console.ZoneAsync("america", zone => zone.Backups.ContainsKey("b2"));
        await _console.PollAsync("america");
        _console.Zone("america").Current.Failure.ShouldBeNull();
        _console.Zone("europe").Current.IsLoaded.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TokenAcceptedAgain_AnywhereFirst_EveryRefusedZoneIsAskedAtOnce(bool byTheAccount)
    {
        var america = _console.Nuclia.AddZone("america").With(A.Backup("b2"));
        await _console.StartAsync();
        FakeZone[] zones = [_europe, america];
        _console.Nuclia.FailAll(A.Error(NucliaErrorKind.Unauthorized));
        foreach (var zone in zones)
            zone.FailAll(A.Error(NucliaErrorKind.Unauthorized));
        await _console.PollAsync();
        await _console.PollAsync("america");
        await LookAtAccountAsync();

        foreach (var zone in zones)
            zone.Recover();
        _console.Nuclia.Recover();
        await (byTheAccount ? LookAtAccountAsync() : _console.PollAsync());
        await _console.ZoneAsync("america", zone => zone.Failure is null);
    }

    [Fact]
    public async Task ZoneComes_NextLook_IsWatched()
    {
        await _console.StartAsync();
        _console.Nuclia.AddZone("asia").With(A.Backup("b9"));
        await LookAtAccountAsync();
        await _console.ZoneAsync("asia", zone => zone.Backups.ContainsKey("b9"));
        Zones.All.Select(watcher => watcher.Zone.Slug).ShouldBe(["asia", "europe"]);
    }

    [Fact]
    public async Task ZoneAbsent_FromOneList_KeepsItsWatcher()
    {
        await _console.StartAsync();
        await WithoutZonesAsync(looks: 1);
        _console.Zone("europe").IsGone.ShouldBeFalse();
        _console.Account.Current.Zones.ShouldHaveSingleItem();
        await _console.PollAsync();

        await LookAtAccountAsync();
        await WithoutZonesAsync(looks: 1);
        _console.Zone("europe").IsGone.ShouldBeFalse();
    }

    [Fact]
    public async Task ZoneLeftOut_FromManyLists_IsNotGoneAndIsReported()
    {
        await _console.StartAsync();
        _console.Nuclia.ZonesLeftOut = new LeftOut(1, "zone 'europe' is not contacted", new HashSet<string> { "europe" });
        await WithoutZonesAsync(looks: 3);
        _console.Zone("europe").IsGone.ShouldBeFalse();
        _console.Account.Current.LeftOutZones.Count.ShouldBe(1);
        _console.Account.Current.Boxes.MayFallShort.ShouldBeFalse();
    }

    [Fact]
    public async Task ZoneAbsent_FromTwoLists_IsNoLongerAskedAndKeepsItsLastPicture()
    {
        await _console.StartAsync();
        var watcher = _console.Zone("europe");
        await WithoutZonesAsync(looks: 2);
        _console.Zone("europe").ShouldBeSameAs(watcher);
        watcher.IsGone.ShouldBeTrue();
        watcher.Current.Backups.Keys.ShouldContain("b1");
        watcher.Current.Failure!.Error.Detail.ShouldBe("The account no longer lists this zone.");
        Zones.Present.ShouldBeEmpty();
        _console.Account.Current.Zones.ShouldBeEmpty();
        _console.Account.Current.GoneZones.ShouldHaveSingleItem();

        // Something that found the watcher before must not wait for a poll that never comes.
        await Should.ThrowAsync<OperationCanceledException>(watcher.PollNowAsync(CancellationToken.None).WaitAsync(TestSignal.Patience));
    }

    [Fact]
    public async Task ZoneReturns_WhoeverWatchesIt_HearsOfItsNextLook()
    {
        await _console.StartAsync();
        using var subscription = _console.Zone("europe").Subscribe();
        await WithoutZonesAsync(looks: 3);
        _europe.With(A.Backup("b2"));
        await LookAtAccountAsync();
        var picture = await FeedReader.UntilAsync(subscription, zone => zone.Backups.ContainsKey("b2"));
        picture.GoneSince.ShouldBeNull();
        picture.Failure.ShouldBeNull();
        _console.Account.Current.GoneZones.ShouldBeEmpty();

        await WithoutZonesAsync(looks: 1);
        _console.Zone("europe").IsGone.ShouldBeFalse();
    }

    [Fact]
    public async Task RecordedZonesUnreadable_AtTheStart_TheAccountsZonesAreReadAllTheSame()
    {
        _console.Log.ErrorsAreExpected = true;
        _console.Storage.Execute("DROP TABLE \"ZonesSeen\"");
        await _console.StartAsync();
        _console.Zone("europe").Current.Backups.Keys.ShouldContain("b1");
    }

    [Fact]
    public async Task ZoneMoves_NextLook_IsAskedAtTheNewAddress()
    {
        await _console.StartAsync();
        _europe.Zone = A.Zone("europe", host: "elsewhere");
        await LookAtAccountAsync();
        _console.Zone("europe").Zone.Address.Host.ShouldBe("elsewhere.example");
        await _console.ZoneAsync("europe", zone => zone.IsLoaded);
    }

    [Fact]
    public async Task ZoneStays_NextLook_KeepsItsWatcher()
    {
        await _console.StartAsync();
        var watcher = _console.Zone("europe");
        await LookAtAccountAsync();
        _console.Zone("europe").ShouldBeSameAs(watcher);
    }

    [Fact]
    public async Task AccountFails_Snapshot_KeepsZonesAndSaysWhy()
    {
        await _console.StartAsync();
        _console.Nuclia.Fail(Ask.Zones, A.Error(NucliaErrorKind.Unauthorized, "Token expired."));
        await LookAtAccountAsync();
        _console.Account.Current.Failure!.Error.Detail.ShouldBe("Token expired.");
        _console.Account.Current.Zones.ShouldHaveSingleItem();
        _console.Account.Current.AsOf.ShouldNotBeNull();
        Zones.Find("europe").ShouldNotBeNull();

        _console.Nuclia.Recover();
        await LookAtAccountAsync();
        _console.Account.Current.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task AccountFailsAtFirst_LaterLook_FindsTheZones()
    {
        _console.Nuclia.Fail(Ask.Account, A.Error());
        await _console.StartAsync();
        Zones.All.ShouldBeEmpty();
        _console.Nuclia.Recover();
        var wait = TimeSpan.FromSeconds(4);
        await _console.Clock.PassAsync(wait * 0.9, wait * 1.1);
        await _console.AccountAsync(account => account.Zones.Count == 1);
    }

    [Theory]
    [InlineData(3, 10, 7)]
    [InlineData(10, 10, 0)]
    [InlineData(12, 10, 0)]
    [InlineData(3, null, null)]
    public void RoomForBoxes_Counted_IsWhatTheLimitLeaves(int current, int? most, int? room) =>
        new AccountSnapshot { Account = new Account("id", "acme", "Acme", current, most) }.RoomForBoxes.ShouldBe(room);

    [Fact]
    public void RoomForBoxes_AccountUnknown_IsUnknown() => new AccountSnapshot().RoomForBoxes.ShouldBeNull();

    private async Task WithoutZonesAsync(int looks)
    {
        _europe.IsListed = false;
        for (var look = 0; look < looks; look++)
            await LookAtAccountAsync();
        _europe.IsListed = true;
    }

    private Task LookAtAccountAsync() => _console.PollAccountAsync();
}
