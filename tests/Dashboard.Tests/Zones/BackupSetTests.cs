using BackupDashboard.Access;
using BackupDashboard.Feeds;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using CsCheck;

namespace BackupDashboard.Tests.Zones;

/// <summary>Whatever is carried over from set to set, it is what it would be if it were made anew, the simple way.</summary>
public sealed class BackupSetTests
{
    private static readonly DateTimeOffset Now = TestClock.Origin;

    private static readonly Grants Docs = A.Grants(A.Team([Right.View], ["docs-*"]));

    private static readonly Gen<Backup> AnyBackup =
        from id in Gen.Int[0, 30]
        from box in Gen.OneOf(Gen.Const("docs-a"), Gen.Const("docs-b"), Gen.Const("hr"))
        from minutes in Gen.Int[0, 5]
        from size in Gen.Long[-1, 3].Select(bytes => bytes < 0 ? (long?)null : bytes)
        from state in Gen.Enum<BackupState>()
        from title in Gen.OneOf(Gen.Const("The box"), Gen.Const("the BOX"), Gen.Const("Another"))
        select A.LiveBackup($"b{id}", box, Now.AddMinutes(-minutes), size, title, state);

    private static readonly Gen<Change<Backup>> AnyChange = Gen.Frequency(
        (3, AnyBackup.Select(backup => (Change<Backup>)new Upsert<Backup>(backup.Id, backup))),
        (1, Gen.Int[0, 30].Select(id => (Change<Backup>)new Delete<Backup>($"b{id}"))));

    private static readonly Gen<BackupOrder> AnyOrder = Gen.Select(
        Gen.Enum<BackupSort>(), Gen.Bool, (sort, down) => new BackupOrder(sort, down));

    private static readonly Gen<BackupFilter> AnyFilter = Gen.Select(
        Gen.OneOf(Gen.Const(""), Gen.Const("box"), Gen.Const("B1"), Gen.Const("nothing")), Gen.Enum<BackupState>()
            .Array[0, 2], Gen.OneOf(Gen.Const(""), Gen.Const("docs-a")), Gen.Int[-48, 48].Nullable(), Gen.Int[-48, 48].Nullable(),
        (search, states, box, from, until) => new BackupFilter(search, states, box, InHours(from), InHours(until)));

    private static readonly Gen<(BackupFilter Filter, BackupOrder Order, int Skipped, int Size)> AnyPage =
        Gen.Select(AnyFilter, AnyOrder, Gen.Int[0, 20], Gen.Int[1, 10]);

    private static readonly Gen<(
        Change<Backup>[] Changes, (BackupFilter Filter, BackupOrder Order, int Skipped, int Size)[] Pages)[]> AnyHistory =
        Gen.Select(AnyChange.Array[0, 6], AnyPage.Array[0, 4]).Array[1, 12];

    [Fact]
    public void AnyHistory_AnyPage_IsWhatSortingAndFilteringGive() => AnyHistory.Sample(history =>
    {
        var set = new BackupSet(Enumerable.Range(0, 20).Select(id => A.LiveBackup($"b{id}", id % 2 == 0 ? "docs-a" : "hr")));
        foreach (var (changes, pages) in history)
        {
            set = set.With(changes);
            foreach (var page in pages)
            {
                SamePage(set, page);
                SamePage(set.VisibleTo(Docs, "europe"), page);
            }
        }
    });

    [Fact]
    public void AnyHistory_WhatIsCounted_IsWhatANewSetCounts() => AnyHistory.Sample(history =>
    {
        var set = new BackupSet([]);
        foreach (var (changes, _) in history)
        {
            _ = set.Groups.Slugs;
            set = set.With(changes);
            var anew = new BackupSet(set.Values);
            set.TotalSize.ShouldBe(anew.TotalSize);
            set.Unfinished.ShouldBe(anew.Unfinished, ignoreOrder: true);
            set.Groups.Slugs.ShouldBe(anew.Groups.Slugs);
            set.Groups.LastFinished.ShouldBe(anew.Groups.LastFinished);
            set.Groups.Newest.ShouldBe(anew.Groups.Newest, ignoreOrder: true);
            foreach (var box in set.Values.Select(backup => backup.KnowledgeBoxId))
                set.Groups.Of(box).ShouldBe(anew.Groups.Of(box));
            set.VisibleTo(Docs, "europe").Values.ShouldBe(anew.VisibleTo(Docs, "europe").Values, ignoreOrder: true);
        }
    });

    [Fact]
    public void NoChange_IsTheSameSet()
    {
        var set = new BackupSet([A.LiveBackup()]);
        set.With([]).ShouldBeSameAs(set);
    }

    [Fact]
    public void Part_ThatNoChangeTouches_IsTheSamePart()
    {
        var set = new BackupSet(
            [A.LiveBackup("b1", "docs-a"), A.LiveBackup("b2", "hr"), A.LiveBackup("b3", "hr"), A.LiveBackup("b4", "hr")]);
        var part = set.VisibleTo(Docs, "europe");
        var changed = set.With([new Delete<Backup>("b2")]);
        changed.VisibleTo(Docs, "europe").ShouldBeSameAs(part);
        changed.Version.ShouldNotBe(set.Version);
    }

    [Fact]
    public void SizesBeyondAnyNumber_AreAsManyAsCanBeCounted()
    {
        var set = new BackupSet([A.LiveBackup("b1", size: long.MaxValue), A.LiveBackup("b2", size: long.MaxValue), A.LiveBackup("b3")]);
        set.TotalSize.ShouldBe(long.MaxValue);
        set.With([new Delete<Backup>("b1")]).With([new Delete<Backup>("b2")]).TotalSize.ShouldBe(1_500_000);
    }

    private static void SamePage(BackupSet set, (BackupFilter Filter, BackupOrder Order, int Skipped, int Size) page)
    {
        var (rows, total) = set.Page(page.Filter, page.Order, page.Skipped, page.Size, Now);
        Backup[] expected =
        [
            .. set.Values.Where(backup => IsChosen(backup, page.Filter) && IsFound(backup, page.Filter.Search))
                .Order(page.Order.At(Now)),
        ];
        total.ShouldBe(expected.Length);
        rows.ShouldBe(expected.Skip(page.Skipped).Take(page.Size));
    }

    private static DateTimeOffset? InHours(int? hours) => hours is { } known ? Now.AddHours(known) : null;

    private static bool IsChosen(Backup backup, BackupFilter filter) =>
        (filter.States.Count == 0 || filter.States.Contains(backup.State)) && (filter.Box == "" || backup.Slug == filter.Box)
        && (filter.From is null || backup.StartedAt >= filter.From) && (filter.Until is null || backup.StartedAt < filter.Until);

    private static bool IsFound(Backup backup, string search) =>
        backup.Title.Contains(search, StringComparison.OrdinalIgnoreCase)
        || backup.Slug.Contains(search, StringComparison.OrdinalIgnoreCase)
        || backup.Id.StartsWith(search, StringComparison.OrdinalIgnoreCase);
}
