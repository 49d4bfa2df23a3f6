using System.Collections.Immutable;
using BackupDashboard.Inventory;
using CsCheck;

namespace BackupDashboard.Tests.Inventory;

public sealed class ComparedTests
{
    private static readonly ImmutableDictionary<string, string> None = ImmutableDictionary<string, string>.Empty;

    [Fact]
    public void Look_Compared_TellsWhatAppearedChangedAndIsMissing()
    {
        var look = Compare(Items("a1", "b1", "c1"), None, Items("b1", "c2", "d1"));
        look.Appeared.ShouldBe(["d1"]);
        look.Changed.ShouldBe(["c2"]);
        look.Gone.ShouldBeEmpty();
        look.Missing.Keys.ShouldBe(["a"]);
    }

    [Fact]
    public void Missing_FromTheNextLookToo_IsGone()
    {
        var look = Compare(Items("b1"), Items("a1"), Items("b1"));
        look.Gone.ShouldBe(["a1"]);
        look.Missing.ShouldBeEmpty();
    }

    [Fact]
    public void Missing_WhatMayBeOutOfSight_StaysMissingUntilALaterLookDecides()
    {
        var look = Compare(Items("b1"), Items("a1"), Items("b1"), mayBeGone: false);
        look.Gone.ShouldBeEmpty();
        look.Missing.Keys.ShouldBe(["a"]);
        Compare(Items("b1"), look.Missing, Items("a1", "b1"), mayBeGone: false).Missing.ShouldBeEmpty();
        Compare(Items("b1"), look.Missing, Items("b1")).Gone.ShouldBe(["a1"]);
    }

    [Fact]
    public void Missing_ThereAgain_HasNotAppeared()
    {
        var look = Compare(Items("b1"), Items("a1"), Items("a2", "b1"));
        look.Appeared.ShouldBeEmpty();
        look.Changed.ShouldBe(["a2"]);
        look.Gone.ShouldBeEmpty();
        look.Missing.ShouldBeEmpty();
    }

    /// <summary>Whatever a zone shows: what is gone was absent twice in a row, and what was absent twice in a row is gone, once.</summary>
    [Fact]
    public void AnyLooks_Gone_IsExactlyWhatTwoInARowDidNotShow() =>
        Gen.Int[0, 31].Array[2, 12].Sample(shown =>
        {
            var (before, missing) = (None, None);
            var history = new List<ImmutableDictionary<string, string>>();
            foreach (var bits in shown)
            {
                var now = Items([.. Enumerable.Range(0, 5).Where(bit => (bits & (1 << bit)) != 0).Select(bit => $"{(char)('a' + bit)}1")]);
                var look = Compare(before, missing, now);
                var expected = history.Count < 2
                    ? []
                    : history[^2].Values.Where(item => !history[^1].ContainsValue(item) && !now.ContainsValue(item));
                look.Gone.Order().ShouldBe(expected.Order());
                history.Add(now);
                (before, missing) = (now, look.Missing);
            }
        }, iter: 2000);

    private static Diff<string> Compare(
        IReadOnlyDictionary<string, string> before, ImmutableDictionary<string, string> missing, IReadOnlyDictionary<string, string> now,
        bool mayBeGone = true) =>
        Diff<string>.Of(before, missing, now, before.Keys.Union(now.Keys), (left, right) => left == right, _ => mayBeGone);

    /// <summary>An item is an id and how it is.</summary>
    private static ImmutableDictionary<string, string> Items(params string[] items) => items.ToImmutableDictionary(item => item[..1]);
}
