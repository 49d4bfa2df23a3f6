using BackupDashboard.Coverage;
using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Schedules;

/// <summary>A schedule that skips what has not changed since the newest backup.</summary>
public sealed class UnchangedTests : SchedulesTest
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task BoxInWhichNothingHasChanged_IsSkipped_AndItsBackupIsAsGoodAsANewOne()
    {
        await BackedUpAsync();
        await PassAsync(Hour);
        var skipped = Decided[^1];
        (skipped.State, skipped.KnowledgeBoxSlug).ShouldBe((OperationState.Skipped, "docs-b"));
        skipped.BackupId.ShouldBe(Decided[1].UpstreamId);
        skipped.Problem!.Text.ShouldBe(
            "Nothing has changed in this knowledge box since its newest backup, so another one would hold the same.");
        Europe.Calls(Ask.Create).ShouldBe(2);
        var covered = Covered("docs-b");
        covered.UnchangedAt.ShouldBe(skipped.RequestedAt);
        covered.Age!.Value.ShouldBeLessThan(TimeSpan.FromMinutes(1));
        VerdictView.Reason(covered).ShouldContain("ago, nothing had changed in it since its newest good backup");

        // Also after a restart, and only as long as that backup is there.
        await RestartAsync(TimeSpan.FromMinutes(1));
        Covered("docs-b").UnchangedAt.ShouldBe(skipped.RequestedAt);
        Europe.Remove(skipped.BackupId!);
        await Console.RecordedPollAsync();
        Covered("docs-b").Verdict.ShouldBe(Verdict.None);
    }

    [Theory]
    [InlineData("modified")]
    [InlineData("removed")]
    [InlineData("not known")]
    [InlineData("old")]
    public async Task WhatHasChanged_OrIsNotKnown_OrIsToBeMadeAnew_IsBackedUp(string what)
    {
        await BackedUpAsync();
        if (what == "modified")
            Europe.Modified = Europe.Modified.SetItem("kb-docs-b", 1);
        if (what == "removed")
            Europe.Counters = Europe.Counters.SetItem("kb-docs-b", A.Counters with { Resources = A.Counters.Resources - 1 });
        if (what == "not known")
            Europe.Fail(Ask.Modified, A.Error());
        await PassAsync(what == "old" ? TimeSpan.FromDays(2) : Hour);
        Decided.Last(one => one.KnowledgeBoxSlug == "docs-b").State.ShouldBe(OperationState.Succeeded);
    }

    private BoxCoverage Covered(string slug) =>
        Console.Get<CoverageReader>().Of(Console.EveryGrant).Boxes.Single(box => box.Box.Slug == slug);

    // Two boxes, each with a backup of the schedule that has just finished.
    private async Task BackedUpAsync()
    {
        await SetAsync(Hourly() with { ForcedAfter = TimeSpan.FromDays(1) });
        await PassAsync(Hour);
        Decided.Count.ShouldBe(2);
        foreach (var backup in Decided.Select(one => one.UpstreamId!))
            Europe.Finish(backup, Now);
        await Console.RecordedPollAsync();
        await FeedReader.UntilAsync(
            Console.Get<FingerprintStore>().Subscribe(),
            prints => Decided.All(one => prints.Find("europe", one.UpstreamId!)?.Baseline.Kind is BaselineKind.Exact));
    }
}
