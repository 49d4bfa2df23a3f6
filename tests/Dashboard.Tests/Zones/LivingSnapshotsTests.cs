using System.Runtime.CompilerServices;
using BackupDashboard.Access;
using BackupDashboard.Feeds;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Zones;

/// <summary>A zone may be large, and its readers many: none of them may hold a picture that has been replaced.</summary>
public sealed class LivingSnapshotsTests
{
    private const int Polls = 10;

    private static readonly Grants Docs = A.Grants(A.Team([Right.View], ["docs-*"]));

    [Fact(Timeout = 60_000)]
    public async Task ManySubscribers_AfterManyPolls_HoldOnlyWhatIsShown()
    {
        var clock = new TestClock();
        var feed = new Feed<ZoneSnapshot, Backup>(new ZoneSnapshot(A.Zone()), clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        // Half of them see a part. A third never reads, as a page that has just been opened.
        var subscriptions = Enumerable.Range(0, 30).Select(reader => feed.Subscribe(reader % 2 == 0 ? null : ZoneLens.Of(Docs))).ToList();
        var read = new int[subscriptions.Count];
        var loops = subscriptions.Index().Where(one => one.Index % 3 != 0).Select(one => ReadAsync(one.Item, one.Index)).ToList();
        var snapshots = new List<WeakReference>();
        for (var poll = 1; poll <= Polls; poll++)
        {
            snapshots.Add(Replace(feed, poll));
            while (read.Index().Any(one => one.Index % 3 != 0 && one.Item < poll))
                await Task.Yield();
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        snapshots.Take(Polls - 1).Count(snapshot => snapshot.IsAlive).ShouldBe(0);
        snapshots[^1].IsAlive.ShouldBeTrue();

        await stop.CancelAsync();
        await Task.WhenAll(loops);
        GC.KeepAlive(subscriptions);

        async Task ReadAsync(Subscription<ZoneSnapshot, Backup> subscription, int reader)
        {
            try
            {
                await foreach (var batch in subscription.ReadAllAsync(stop.Token))
                    Volatile.Write(ref read[reader], (int)batch.Snapshot.Version);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }

    /// <summary>On a frame of its own, which holds nothing afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Replace(Feed<ZoneSnapshot, Backup> feed, int version)
    {
        Backup[] backups = [A.LiveBackup("d1", "docs-a", size: version), A.LiveBackup("h1", "hr", size: version)];
        var next = new ZoneSnapshot(A.Zone()) { Version = version, AsOf = TestClock.Origin, Backups = new BackupSet(backups) };
        feed.Update(_ => (next, [.. backups.Select(backup => new Upsert<Backup>(backup.Id, backup))]));
        return new WeakReference(next);
    }
}
