using BackupDashboard.Feeds;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Tests.Zones;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Feeds;

public sealed class FeedTests
{
    private static readonly TimeSpan Interval = Subscription<ZoneSnapshot, Backup>.MinimumInterval;
    private readonly TestClock _clock = new() { BatchesAtOnce = false };
    private readonly Feed<ZoneSnapshot, Backup> _feed;

    public FeedTests() => _feed = new(new ZoneSnapshot(A.Zone()), _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyUpdatesAtOnce_Read_OneBatchAnInterval()
    {
        using var subscription = _feed.Subscribe();
        await using var batches = subscription.ReadAllAsync(Cancellation).GetAsyncEnumerator();
        List("b1");
        (await batches.MoveNextAsync()).ShouldBeTrue();

        List("b1", "b2");
        List("b1", "b2", "b3");
        var second = batches.MoveNextAsync();
        _clock.Advance(Interval - TimeSpan.FromMilliseconds(1));
        second.IsCompleted.ShouldBeFalse();

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        (await second).ShouldBeTrue();
        batches.Current.Changes.OfType<Upsert<Backup>>().Select(upsert => upsert.Id).ShouldBe(["b2", "b3"], ignoreOrder: true);
        batches.Current.Snapshot.ShouldBeSameAs(_feed.Current);
    }

    [Fact]
    public async Task SameBackupTwice_Read_LatestOnly()
    {
        using var subscription = _feed.Subscribe();
        List("b1");
        List();
        var batch = await FirstAsync(subscription);
        batch.Changes.ShouldBe([new Delete<Backup>("b1")]);
    }

    [Fact]
    public async Task NothingHappened_Reading_Waits()
    {
        using var subscription = _feed.Subscribe();
        await using var batches = subscription.ReadAllAsync(Cancellation).GetAsyncEnumerator();
        var first = batches.MoveNextAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        first.IsCompleted.ShouldBeFalse();
        List("b1");
        (await first).ShouldBeTrue();
    }

    [Fact]
    public async Task Disposed_WhileReading_EndsTheStreamAndFreesItsPlace()
    {
        var subscription = _feed.Subscribe();
        _feed.Subscribers.ShouldBe(1);
        await using var batches = subscription.ReadAllAsync(Cancellation).GetAsyncEnumerator();
        var waiting = batches.MoveNextAsync();

        subscription.Dispose();

        (await waiting).ShouldBeFalse();
        _feed.Subscribers.ShouldBe(0);
    }

    [Fact]
    public async Task Disposed_WithNewsPending_HandsOutNothing()
    {
        var subscription = _feed.Subscribe();
        List("b1");
        subscription.Dispose();
        subscription.Dispose();
        (await subscription.ReadAllAsync(Cancellation).CountAsync(Cancellation)).ShouldBe(0);
        List("b1", "b2");
    }

    [Fact]
    public async Task Cancelled_WhileReading_Throws()
    {
        using var subscription = _feed.Subscribe();
        using var cancellationToken = new CancellationTokenSource();
        await using var batches = subscription.ReadAllAsync(cancellationToken.Token).GetAsyncEnumerator();
        var waiting = batches.MoveNextAsync().AsTask();
        await cancellationToken.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [Fact]
    public void Update_ThatChangesNothing_TellsNobody()
    {
        var before = _feed.Current;
        _feed.Update(current => (current, []));
        _feed.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task SubscribingWhileUpdatesHappen_EverySubscriber_ArrivesAtTheLastSnapshot()
    {
        const int Updates = 300;
        var feed = new Feed<ZoneSnapshot, Backup>(new ZoneSnapshot(A.Zone()), new TestClock());
        var updating = Task.Run(() =>
        {
            for (var number = 0; number < Updates; number++)
            {
                var ids = Enumerable.Range(number % 7, 1 + number % 13).Select(id => A.Backup($"b{id}", size: number));
                feed.Update(
                    current => SnapshotBuilder.Next(current, new PollResult(TestClock.Origin, [.. ids], null, null),
                        TimeSpan.FromHours(6)));
            }
        }, Cancellation);

        var pictures = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            using var subscription = feed.Subscribe();
            var picture = new Picture(subscription.Initial);
            if (picture.Latest.Version == Updates)
                return picture;

            await foreach (var batch in subscription.ReadAllAsync(Cancellation))
            {
                picture.Apply(batch);
                picture.IsTrue.ShouldBeTrue();
                if (picture.Latest.Version == Updates)
                    break;
            }

            return picture;
        }, Cancellation))).WaitAsync(TestSignal.Patience, Cancellation);

        await updating;
        pictures.ShouldAllBe(picture => picture.IsTrue && picture.Latest.Version == Updates);
        feed.Subscribers.ShouldBe(0);
    }

    private void List(params string[] ids) => _feed.Update(current => SnapshotBuilder.Next(
        current, new PollResult(_clock.GetUtcNow(), [.. ids.Select(id => A.Backup(id))], null, null), TimeSpan.FromHours(6)));

    private static async Task<Batch<ZoneSnapshot, Backup>> FirstAsync(Subscription<ZoneSnapshot, Backup> subscription)
    {
        await foreach (var batch in subscription.ReadAllAsync(Cancellation))
            return batch;
        throw new ShouldAssertException("The stream ended.");
    }
}
