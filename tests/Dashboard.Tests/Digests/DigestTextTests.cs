using BackupDashboard.Alarms;
using BackupDashboard.Coverage;
using BackupDashboard.Digests;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Digests;

/// <summary>What a digest says.</summary>
public sealed class DigestTextTests
{
    private static readonly DateTimeOffset Now = TestClock.Origin;

    [Fact]
    public void Everything_ThatIsWell_IsOneTitle()
    {
        var digest = new Digest(
            new CoverageReport([Box("docs-a", Verdict.Fresh), Box("hr", Verdict.DueSoon), Box("old", Verdict.Exempt)]),
            AlarmSnapshot.Empty,
            new Dictionary<(OperationKind, OperationState), int>
            {
                [(OperationKind.Start, OperationState.Succeeded)] = 12,
                [(OperationKind.Delete, OperationState.Succeeded)] = 1,
            },
            [new("Nightly", Now.AddHours(16), 1), new("Hourly", Now.AddMinutes(5), 24)]);
        var message = digest.Write(Now);
        message.Title.ShouldBe("All well: 2 of 2 knowledge boxes within their goals");
        message.Severity.ShouldBe(AlarmSeverity.Notice);
        message.Lines.Select(line => line.Text).ShouldBe(
        [
            "As of 2026-03-02 09:00:00 UTC: 2 of 2 knowledge boxes within their goals.",
            "No alarm is open.",
            "In the last 24 hours: 12 backups started, 0 not; 1 backup deleted; 0 restores begun.",
            "In the next 24 hours: 'Nightly' at 2026-03-03 01:00:00 UTC; 'Hourly' 24 times, first at 2026-03-02 09:05:00 UTC.",
        ]);
    }

    [Fact]
    public void Whatever_IsNotWell_IsInTheTitle()
    {
        var alarm = new Alarm
        {
            Id = Guid.NewGuid(),
            Key = new AlarmKey(AlarmKind.BackupVanished, "europe", "b1"),
            Text = "It is gone.",
            RaisedAt = Now,
        };
        var digest = new Digest(
            new CoverageReport(
                [.. Enumerable.Range(1, 12).Select(number => Box($"box-{number}", Verdict.Late)), Box("x", Verdict.Unknown)]),
            AlarmSnapshot.Empty.With(alarm),
            new Dictionary<(OperationKind, OperationState), int> { [(OperationKind.Start, OperationState.Missed)] = 2 },
            []);
        var message = digest.Write(Now);
        message.Title.ShouldBe(
            "Not all well: 12 knowledge boxes without a backup in time, 1 knowledge box of which nothing is known, 1 alarm open, "
                + "2 backups not started");
        message.Severity.ShouldBe(AlarmSeverity.Warning);
        message.Lines[1].Text.ShouldEndWith("box-10 in europe; and 2 more.");
        message.Lines[2].Text.ShouldBe("1 alarm open, of which no one has acknowledged 1.");
        message.Lines[4].Text.ShouldBe("In the next 24 hours: no schedule makes a backup.");
    }

    private static BoxCoverage Box(string slug, Verdict verdict) => new(
        "europe", new KnowledgeBox(slug, slug, slug, IsAgent: false), verdict,
        new FreshnessGoal(TimeSpan.FromDays(1), TimeSpan.FromDays(1)), null, null, null, 0, 0);
}
