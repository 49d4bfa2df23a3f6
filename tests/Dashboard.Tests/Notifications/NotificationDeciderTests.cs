using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Notifications;

/// <summary>What is said when: once, together, and to no one who may not read it.</summary>
public sealed class NotificationDeciderTests
{
    private static readonly Guid Mail = new(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    private static readonly Guid Chat = new(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    private readonly Dictionary<NotificationGroupKey, NotificationGroup> _groups = [];
    private readonly Dictionary<AlarmKey, Alarm> _alarms = [];
    private readonly List<(DateTimeOffset At, Guid Channel, NotificationMessage Message)> _sent = [];
    private DateTimeOffset _now = TestClock.Origin;

    private RouteInForce[] Routes { get; set; } = [new(Route(), A.Everything)];

    [Fact]
    public void ZoneWithFourHundredBoxes_Dies_IsOneMessage_ThenHowManyMore_AndOneEnd()
    {
        for (var box = 0; box < 400; box++)
            Raise(AlarmKind.BackupStalled, $"b{box}", $"docs-{box}");
        Pass(TimeSpan.FromSeconds(25));
        _sent.ShouldBeEmpty("the first message gathers");
        Pass(TimeSpan.FromSeconds(10));
        var first = _sent.ShouldHaveSingleItem().Message;
        first.Title.ShouldBe("Backup stalled in europe (400)");
        (first.Lines.Count, first.More).ShouldBe((NotificationText.MostLines, 400 - NotificationText.MostLines));

        for (var box = 400; box < 437; box++)
            Raise(AlarmKind.BackupStalled, $"b{box}", $"docs-{box}");
        Pass(TimeSpan.FromMinutes(4));
        _sent.Count.ShouldBe(1, "changes are told every five minutes");
        Pass(TimeSpan.FromMinutes(2));
        _sent[^1].Message.Title.ShouldBe("Backup stalled in europe: +37, 437 in all");

        foreach (var key in _alarms.Keys.ToList())
            End(key);
        Pass(TimeSpan.FromMinutes(6));
        _sent.Count.ShouldBe(3);
        _sent[^1].Message.Title.ShouldBe("Over: Backup stalled in europe (437)");
        _sent[^1].Message.Purpose.ShouldBe(NotificationPurpose.Over);
        Pass(TimeSpan.FromHours(9));
        _sent.Count.ShouldBe(3);
    }

    [Fact]
    public void DeadZone_MutesItsBoxes_AndARefusedToken_MutesZones()
    {
        Raise(AlarmKind.ZoneUnreachable, "");
        Raise(AlarmKind.BackupStalled, "b1", "docs");
        Pass(TimeSpan.FromMinutes(1));
        _sent.Single().Message.Title.ShouldBe("Zone cannot be read in europe");

        Raise(AlarmKind.TokenRefused, "", zone: "");
        Raise(AlarmKind.ZoneUnreachable, "", zone: "asia");
        Pass(TimeSpan.FromMinutes(1));
        _sent.Select(one => one.Message.Title).ShouldBe(["Zone cannot be read in europe", "Token refused"]);

        End(new AlarmKey(AlarmKind.TokenRefused, "", ""));
        End(new AlarmKey(AlarmKind.ZoneUnreachable, "europe", ""));
        Pass(TimeSpan.FromMinutes(7));
        _sent.Skip(2).Select(one => one.Message.Title).ShouldBe(
            ["Over: Token refused", "Over: Zone cannot be read in europe", "Zone cannot be read in asia", "Backup stalled in europe"],
            ignoreOrder: true, "what lasts when its cause is over is told");
    }

    [Fact]
    public void Flapping_TwentyTimesInTenMinutes_IsAtMostThreeMessages()
    {
        for (var time = 0; time < 20; time++)
        {
            Raise(AlarmKind.ZoneUnreachable, "");
            Pass(TimeSpan.FromSeconds(15));
            End(new AlarmKey(AlarmKind.ZoneUnreachable, "europe", ""));
            Pass(TimeSpan.FromSeconds(15));
        }

        _sent.Count.ShouldBeLessThanOrEqualTo(3);
        Pass(TimeSpan.FromMinutes(10));
        if (_sent.Count > 0)
            _sent[^1].Message.Purpose.ShouldBe(NotificationPurpose.Over);
    }

    [Fact]
    public void Acknowledged_IsNotRemindedOf_AndWhatComesAgainIsNew()
    {
        var key = Raise(AlarmKind.ScheduleMissed, "s1");
        Pass(TimeSpan.FromHours(4.1));
        _sent.Select(one => one.Message.Purpose).ShouldBe([NotificationPurpose.Alarm, NotificationPurpose.Reminder]);
        _sent[1].Message.Title.ShouldBe("Still open: Schedule missed in europe");

        _alarms[key] = _alarms[key] with { AcknowledgedAt = _now, AcknowledgedBy = new Actor("oid", "Mia") };
        Pass(TimeSpan.FromHours(9));
        _sent.Count.ShouldBe(2);
        End(key);
        Pass(TimeSpan.FromMinutes(6));
        _sent[^1].Message.Purpose.ShouldBe(NotificationPurpose.Over);

        Raise(AlarmKind.ScheduleMissed, "s1");
        Pass(TimeSpan.FromMinutes(6));
        _sent[^1].Message.Title.ShouldBe("Schedule missed in europe");
        _sent.Count.ShouldBe(4);
    }

    [Fact]
    public void QuietHours_DelayWarnings_AndNeverErrors()
    {
        // 09:00 UTC on a Monday is 11:00 in Athens.
        Routes = [new(Route() with { Hours = new([DayOfWeek.Monday], new(12, 0), new(18, 0), "Europe/Athens") }, A.Everything)];
        Raise(AlarmKind.BackupStalled, "b1", "docs");
        Raise(AlarmKind.ScheduleMissed, "s1");
        Pass(TimeSpan.FromMinutes(50));
        _sent.Single().Message.Severity.ShouldBe(AlarmSeverity.Error);
        Pass(TimeSpan.FromMinutes(11));
        _sent.Select(one => one.Message.Severity).ShouldBe([AlarmSeverity.Error, AlarmSeverity.Warning]);
    }

    [Theory]
    [InlineData("22:00", "06:00", "2026-03-02T23:00:00Z", true)]
    [InlineData("22:00", "06:00", "2026-03-03T05:59:00Z", true)]
    [InlineData("22:00", "06:00", "2026-03-03T06:00:00Z", false)]
    [InlineData("22:00", "06:00", "2026-03-03T23:00:00Z", false)]
    [InlineData("00:00", "00:00", "2026-03-02T12:00:00Z", true)]
    public void Hours_OverMidnight_BelongToTheDayOnWhichTheyBegin(string from, string to, string at, bool maySpeak) =>
        NotificationRouting.MaySpeak(
            new([DayOfWeek.Monday], TimeOnly.Parse(from, null), TimeOnly.Parse(to, null), "UTC"), AlarmSeverity.Warning,
            DateTimeOffset.Parse(at, null)).ShouldBe(maySpeak);

    [Fact]
    public void OneAlarm_ReachesOneChannelOnce_WhateverRoutesMatch()
    {
        Routes = [new(Route("first", Mail), A.Everything), new(Route("second", Mail, Chat), A.Everything)];
        Raise(AlarmKind.ScheduleMissed, "s1");
        Pass(TimeSpan.FromMinutes(1));
        _sent.Select(one => one.Channel).ShouldBe([Mail, Chat], ignoreOrder: true);
    }

    [Fact]
    public void Team_NeverHearsOfAnothersBox()
    {
        var docs = A.Grants(A.Team([Right.View], boxes: ["docs-*"]));
        Routes = [new(Route() with { Team = "Docs", AtLeast = AlarmSeverity.Notice }, docs)];
        Raise(AlarmKind.BackupStalled, "b1", "docs-a");
        Raise(AlarmKind.BackupStalled, "b2", "legal-a");
        _alarms[new AlarmKey(AlarmKind.ScheduleMissed, "", "s1")] =
            Alarm(new AlarmKey(AlarmKind.ScheduleMissed, "", "s1"), null) with { Team = "Legal" };
        Pass(TimeSpan.FromMinutes(6));
        var line = _sent.ShouldHaveSingleItem().Message.Lines.ShouldHaveSingleItem();
        line.Text.ShouldContain("docs-a");
    }

    [Fact]
    public void Route_Chooses_BySeverityKindZoneAndBox()
    {
        foreach (var narrowed in new[]
        {
            Route() with { AtLeast = AlarmSeverity.Error }, Route() with { Kinds = [nameof(AlarmKind.ZoneGone)] },
            Route() with { Zones = ["asia"] }, Route() with { BoxPattern = "legal-*" },
        })
        {
            NotificationRouting.Matches(
                new(narrowed, A.Everything), Alarm(new(AlarmKind.BackupStalled, "europe", "b1"), "docs-a")).ShouldBeFalse();
        }

        NotificationRouting.Matches(
            new(
                Route() with { Kinds = [nameof(AlarmKind.BackupStalled)], Zones = ["europe"], BoxPattern = "docs-*" }, A.Everything),
            Alarm(new(AlarmKind.BackupStalled, "europe", "b1"), "docs-a")).ShouldBeTrue();
    }

    [Fact]
    public void ChannelThatDoesNotDeliver_IsToldByEveryOther_WithoutARoute()
    {
        Raise(AlarmKind.ChannelFailing, Mail.ToString(), zone: "");
        Pass(TimeSpan.FromMinutes(1));
        _sent.Select(one => one.Channel).ShouldBe([Chat]);
    }

    [Fact]
    public void ClockThatWasAhead_SilencesNothing()
    {
        Raise(AlarmKind.ScheduleMissed, "s1");
        _now = _now.AddYears(1);
        Pass(TimeSpan.FromMinutes(1));
        _sent.Count.ShouldBe(1);
        _now = TestClock.Origin.AddHours(1);
        Raise(AlarmKind.ScheduleMissed, "s2");
        Pass(TimeSpan.FromMinutes(1));
        _sent.Count.ShouldBe(2);
    }

    private static NotificationRoute Route(string name = "all", params Guid[] channels) => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        CreatedBy = new Actor("", ""),
        Channels = channels is [] ? [Mail] : channels,
    };

    private static NotificationChannel Channel(Guid id) =>
        new() { Id = id, Name = $"{id}", Kind = ChannelKind.Slack, CreatedBy = new Actor("", "") };

    private Alarm Alarm(AlarmKey key, string? box) => new()
    {
        Id = Guid.NewGuid(),
        Key = key,
        Box = box,
        Text = $"{key.Kind} of {box ?? key.Zone}",
        RaisedAt = _now,
    };

    private AlarmKey Raise(AlarmKind kind, string subject, string? box = null, string zone = "europe")
    {
        var key = new AlarmKey(kind, zone, subject);
        _alarms[key] = _alarms.GetValueOrDefault(key) is { } known and not { AcknowledgedAt: not null }
            ? known with { RaisedAt = _now, EndedAt = null }
            : Alarm(key, box);
        return key;
    }

    private void End(AlarmKey key) => _alarms[key] = _alarms[key] with { EndedAt = _now };

    // As the runner does, every five seconds.
    private void Pass(TimeSpan time)
    {
        var decider = new NotificationDecider(Routes, [Channel(Mail), Channel(Chat)]);
        for (var end = _now + time; _now < end; _now += NotificationRunner.Pulse)
        {
            var alarms = _alarms.Values.Aggregate(AlarmSnapshot.Empty, (snapshot, alarm) => snapshot.With(alarm));
            foreach (var step in decider.Decide([.. _groups.Values], alarms, _now).ToList())
            {
                _groups[step.Group.Key] = step.Group;
                if (step.Message is { } message)
                    _sent.Add((_now, step.Group.Key.ChannelId, message));
            }
        }
    }
}
