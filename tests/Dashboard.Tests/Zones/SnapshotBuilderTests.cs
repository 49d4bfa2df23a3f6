using BackupDashboard.Feeds;
using BackupDashboard.Nuclia;
using BackupDashboard.Primitives;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using CsCheck;

namespace BackupDashboard.Tests.Zones;

public sealed class SnapshotBuilderTests
{
    private static readonly TimeSpan StalledAfter = TimeSpan.FromHours(6);

    private static readonly Gen<Dictionary<string, Backup>> Backups =
        Gen.Select(Gen.Int[0, 8], Gen.Int[1, 3], (id, size) => A.LiveBackup($"b{id}", size: size)).Array[0, 10]
            .Select(backups => backups.GroupBy(backup => backup.Id).ToDictionary(group => group.Key, group => group.Last()));

    [Theory]
    [InlineData(null, 0, BackupState.InProgress)]
    [InlineData(null, 6, BackupState.InProgress)]
    [InlineData(null, 6.01, BackupState.Stalled)]
    [InlineData(null, -1, BackupState.InProgress)]
    [InlineData(1.0, 100, BackupState.Completed)]
    [InlineData(99.0, 100, BackupState.Completed)]
    public void StateOf_StartAndEnd_FollowFromTheClock(double? finishedAfterHours, double nowAfterHours, BackupState state)
    {
        var started = TestClock.Origin;
        var finished = finishedAfterHours is { } hours ? started.AddHours(hours) : (DateTimeOffset?)null;
        SnapshotBuilder.StateOf(started, finished, started.AddHours(nowAfterHours), StalledAfter).ShouldBe(state);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9999)]
    public void Next_DateThatCannotBeTrue_IsNotShownAsOneAndKeepsNobodyWaiting(int year)
    {
        var odd = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var unfinished = new BackupItem("u", odd, null, null, A.Reference(A.Box()));
        var finished = A.Backup("f") with { FinishedAt = odd, Size = -5 };
        var (next, _) = SnapshotBuilder.Next(new ZoneSnapshot(A.Zone()), Look([unfinished, finished]), StalledAfter);

        next.Backups["u"].State.ShouldBe(BackupState.Stalled);
        PlausibleTime.IsKnown(next.Backups["u"].StartedAt).ShouldBeFalse();
        next.Backups["u"].Duration(TestClock.Origin).ShouldBe(TimeSpan.Zero);
        next.Index.InProgress.ShouldBe(0);
        (next.Backups["f"].State, next.Backups["f"].Size).ShouldBe((BackupState.Completed, null));
        PlausibleTime.Known(next.Backups["f"].FinishedAt).ShouldBeNull();
        next.Index.LastFinished.ShouldBeNull();
    }

    [Fact]
    public void Next_StartInTheFuture_IsStalledAndNotInProgressForEver()
    {
        var (next, _) = SnapshotBuilder.Next(
            new ZoneSnapshot(A.Zone()), Look([A.Running(started: TestClock.Origin.AddDays(1))]), StalledAfter);
        next.Backups["b1"].State.ShouldBe(BackupState.Stalled);
    }

    [Fact]
    public void TotalSize_BeyondWhatANumberHolds_IsTheGreatestNumber()
    {
        var (next, _) = SnapshotBuilder.Next(
            new ZoneSnapshot(A.Zone()), Look([A.Backup("a", size: long.MaxValue), A.Backup("b", size: long.MaxValue)]), StalledAfter);
        next.Index.TotalSize.ShouldBe(long.MaxValue);
        Sizes.Total([long.MaxValue, 1, null, -7]).ShouldBe(long.MaxValue);
        Sizes.Total([3, null, -7]).ShouldBe(3);
    }

    [Fact]
    public void Next_EntriesLeftOut_AreNeitherGoneNorOrphans()
    {
        var leftOut = new LeftOut(1, "it is null", new HashSet<string> { "kb-lost" });
        var look = Look([A.Backup("b1", "lost")]) with { Boxes = [], BoxesLeftOut = leftOut, BackupsLeftOut = leftOut };
        var (next, _) = SnapshotBuilder.Next(new ZoneSnapshot(A.Zone()), look, StalledAfter);
        next.HasBox("kb-lost").ShouldBeTrue();
        next.HasBox("kb-gone").ShouldBeFalse();
        next.Index.Orphans.ShouldBeEmpty();
        (next with { LeftOutBoxes = LeftOut.None }).Index.Orphans.ShouldHaveSingleItem();
    }

    [Fact]
    public void Differences_AnyTwoPictures_LeadFromTheOneToTheOther() =>
        Gen.Select(Backups, Backups).Sample((before, after) =>
        {
            var picture = new Dictionary<string, Backup>(before);
            foreach (var change in SnapshotBuilder.Differences(before, after))
            {
                if (change is Upsert<Backup> upsert)
                    picture[upsert.Id] = upsert.Item;
                else if (change is Delete<Backup> delete)
                    picture.Remove(delete.Id);
            }

            return picture.Count == after.Count && !picture.Except(after).Any();
        });

    [Fact]
    public void Differences_OfTheSame_AreNone() =>
        Backups.Sample(backups => SnapshotBuilder.Differences(backups, new Dictionary<string, Backup>(backups)).Count == 0);

    [Fact]
    public void Next_NothingChanged_StillGrowsVersionAndAge()
    {
        var current = new ZoneSnapshot(A.Zone());
        var (first, _) = SnapshotBuilder.Next(current, Look([A.Backup()]), StalledAfter);
        var (second, changes) = SnapshotBuilder.Next(first, Look([A.Backup()]) with { At = TestClock.Origin.AddMinutes(1) }, StalledAfter);
        changes.ShouldBeEmpty();
        second.Version.ShouldBe(2);
        second.AsOf.ShouldBe(TestClock.Origin.AddMinutes(1));
    }

    [Fact]
    public void Next_UnfinishedGrowsOld_IsAChange()
    {
        var running = A.Running();
        var (first, _) = SnapshotBuilder.Next(new ZoneSnapshot(A.Zone()), Look([running]), StalledAfter);
        var later = Look([running]) with { At = TestClock.Origin.AddHours(7) };
        var (second, changes) = SnapshotBuilder.Next(first, later, StalledAfter);
        changes.ShouldHaveSingleItem();
        second.Backups["b1"].State.ShouldBe(BackupState.Stalled);
    }

    [Fact]
    public void Next_SameIdTwice_KeepsOne()
    {
        var (next, _) = SnapshotBuilder.Next(new ZoneSnapshot(A.Zone()), Look([A.Backup(size: 1), A.Backup(size: 2)]), StalledAfter);
        next.Backups["b1"].Size.ShouldBe(2);
    }

    [Fact]
    public void Next_OneHalfFailed_KeepsThatHalf()
    {
        var box = new KnowledgeBox("kb", "slug", "Title", IsAgent: false);
        var (good, _) = SnapshotBuilder.Next(new ZoneSnapshot(A.Zone()), Look([A.Backup()]) with { Boxes = [box] }, StalledAfter);
        var half = new PollResult(TestClock.Origin.AddMinutes(1), null, [], A.Error());
        var (next, changes) = SnapshotBuilder.Next(good, half, StalledAfter);
        changes.ShouldBeEmpty();
        next.Backups.ShouldBeSameAs(good.Backups);
        next.AsOf.ShouldBe(good.AsOf);
        next.KnowledgeBoxes.ShouldBeEmpty();
        next.BoxesAsOf.ShouldBe(half.At);
        next.Failure!.Since.ShouldBe(half.At);
    }

    [Fact]
    public void Copy_OfASnapshot_DoesNotShareTheIndex()
    {
        var snapshot = A.Snapshot(A.LiveBackup());
        snapshot.Index.TotalSize.ShouldBe(1_500_000);
        (snapshot with { Backups = BackupSet.Empty }).Index.TotalSize.ShouldBe(0);
    }

    private static PollResult Look(IReadOnlyList<BackupItem> backups) => new(TestClock.Origin, backups, [], null);
}
