using BackupDashboard.Fingerprints;
using BackupDashboard.Nuclia;
using BackupDashboard.Restores;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Restores;

/// <summary>Restores to test with, accepted at <see cref="TestClock.Origin"/>.</summary>
internal static class Restored
{
    public static readonly RestoresOptions Options = new();
    public static readonly Counters Empty = new(0, 0, 0, 0);
    public static readonly Counters Partly = new(500, 2000, 1000, 4000);
    public static readonly Counters All = new(1000, 4000, 2000, 8000);
    public static readonly Counters More = new(1010, 4040, 2020, 8080);
    public static readonly Baseline Exact = Baseline.Of(All, All);
    public static readonly Baseline Band = Baseline.Of(All, More);

    public static RestoreProgress New(Guid? id = null) => new()
    {
        OperationId = id ?? Guid.NewGuid(),
        Zone = "europe",
        KnowledgeBoxId = "box-1",
        Slug = "handbook-restored",
        SourceSlug = "handbook",
        AcceptedAt = TestClock.Origin,
    };

    /// <summary>A restore after looks at these seconds.</summary>
    public static RestoreProgress Seen(Baseline? baseline, params (double Second, Counters Counters)[] looks) =>
        looks.Aggregate(
            New(), (progress, look) => progress.After(look.Counters, TestClock.Origin.AddSeconds(look.Second), baseline, Options));

    /// <summary>A look every two seconds, from 2 on, with the same counters.</summary>
    public static RestoreProgress SeenAgain(Baseline? baseline, Counters counters, int looks) =>
        Seen(baseline, [.. Enumerable.Range(1, looks).Select(look => (look * 2.0, counters))]);
}
