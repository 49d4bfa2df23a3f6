using BackupDashboard.Feeds;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Tests.Zones;
using BackupDashboard.Zones;
using CsCheck;

namespace BackupDashboard.Tests.Feeds;

/// <summary>Whatever happens to a zone, and whenever a subscriber reads: what it has put together is the snapshot.</summary>
public sealed class FeedPropertyTests
{
    private const int Many = Subscription<ZoneSnapshot, Backup>.MaximumPending;
    private static readonly TimeSpan Interval = Subscription<ZoneSnapshot, Backup>.MinimumInterval;

    /// <summary>A zone's list: some of a few ids, each at one of a few sizes. Null: the subscriber reads.</summary>
    private static readonly Gen<BackupItem[]?> Few = Step(Gen.Int[0, 12], 12);

    /// <summary>As many ids as a subscription holds changes, so that it overflows now and then.</summary>
    private static readonly Gen<BackupItem[]?> TooMany = Step(Gen.Int[0, 2 * Many], 2 * Many);

    [Fact]
    public Task AnyListings_ReadAtAnyTime_PictureEqualsSnapshot() =>
        Few.Array[0, 30].SampleAsync(async steps => (await FollowAsync(steps)).IsTrue, iter: 300, threads: 1);

    [Fact]
    public Task AnyListings_MoreThanIsHeld_PictureEqualsSnapshotAfterReset() =>
        TooMany.Array[0, 6].SampleAsync(async steps => (await FollowAsync(steps)).IsTrue, iter: 40, threads: 1);

    [Fact]
    public async Task Overflow_Read_IsOneReset()
    {
        var picture = await FollowAsync([null, [.. Enumerable.Range(0, Many + 1).Select(id => Item(id, 1))], null]);
        picture.Resets.ShouldBe(1);
        picture.Batches.ShouldBe(1);
        picture.IsTrue.ShouldBeTrue();
    }

    [Fact]
    public async Task AsManyAsAreHeld_Read_IsNoReset()
    {
        var picture = await FollowAsync([[.. Enumerable.Range(0, Many).Select(id => Item(id, 1))], null]);
        picture.Resets.ShouldBe(0);
        picture.IsTrue.ShouldBeTrue();
    }

    /// <summary>Listings and reads in this order, then everything that is left is read.</summary>
    private static async Task<Picture> FollowAsync(BackupItem[]?[] steps)
    {
        var clock = new TestClock { BatchesAtOnce = false };
        var feed = new Feed<ZoneSnapshot, Backup>(new ZoneSnapshot(A.Zone()), clock);
        using var subscription = feed.Subscribe();
        var picture = new Picture(subscription.Initial);
        await using var batches = subscription.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
        foreach (var step in steps.Append(null))
        {
            if (step is not null)
            {
                var look = new PollResult(clock.GetUtcNow(), step, null, null);
                feed.Update(current => SnapshotBuilder.Next(current, look, TimeSpan.FromHours(6)));
            }
            else if (picture.Latest != feed.Current)
            {
                var next = batches.MoveNextAsync();
                clock.Advance(Interval);
                (await next).ShouldBeTrue();
                picture.Apply(batches.Current);
                picture.Latest.ShouldBeSameAs(feed.Current);
                picture.IsTrue.ShouldBeTrue();
            }
        }

        return picture;
    }

    private static Gen<BackupItem[]?> Step(Gen<int> count, int ids) =>
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, ids], Gen.Int[1, 3], Item).Array[count]).Select((reads, items) => reads ? null : items);

    private static BackupItem Item(int id, int size) => A.Backup($"b{id}", size: size);
}
