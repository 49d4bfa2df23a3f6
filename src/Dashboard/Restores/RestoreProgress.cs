using BackupDashboard.Fingerprints;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;

namespace BackupDashboard.Restores;

/// <summary>
/// What is known of a restore after the cloud accepted it: counters of the new box, look by look, against what the backup held.
/// Immutable, and pure: every look makes the next one. It is what is kept in the database.
/// </summary>
public sealed record RestoreProgress
{
    /// <summary>Looks in a row that must find the same before content counts as complete: counters trail behind.</summary>
    public const int LooksToBeSure = 3;

    /// <summary>The rate is measured over the latest one to two of these.</summary>
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(30);

    public required Guid OperationId { get; init; }
    public required string Zone { get; init; }

    /// <summary>The new box.</summary>
    public required string KnowledgeBoxId { get; init; }

    public required string Slug { get; init; }

    /// <summary>Of the box that was backed up: whoever may view that sees this.</summary>
    public required string SourceSlug { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }
    public RestoreState State { get; init; }

    /// <summary>What the backup's box was counted at; null when it was not.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Null until the first look that succeeded.</summary>
    public Counters? Counters { get; init; }

    public DateTimeOffset? FirstLookAt { get; init; }

    /// <summary>When the counters were last read.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>When they last moved.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>Looks since then, each with the same counters.</summary>
    public int UnchangedLooks { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>What the rate is measured from.</summary>
    public ResourceCount? RateFrom { get; init; }

    /// <summary>What it is measured from next, when this has grown old enough.</summary>
    public ResourceCount? RateNext { get; init; }

    /// <summary>Of a complete restore that was seen moving: from the acceptance to the last resource. Later restores learn from it.</summary>
    public double? ResourcesPerSecond { get; init; }

    /// <summary>Why the latest look failed; null when it did not. Not kept.</summary>
    public NucliaError? Failure { get; init; }

    /// <summary>Nothing more is expected: its backup may be deleted, and it is looked at again only when somebody opens its page.</summary>
    public bool IsEnded => State is RestoreState.ContentComplete or RestoreState.Quiet or RestoreState.Gone;

    /// <summary>The counters are such that the content may be complete.</summary>
    public bool IsWithinBaseline => Counters is not null && Baseline?.Contains(Counters) is true;

    public static RestoreProgress Of(Operation restore) => new()
    {
        OperationId = restore.Id,
        Zone = restore.Zone,
        KnowledgeBoxId = restore.UpstreamId!,
        Slug = restore.NewBox!.Slug,
        SourceSlug = restore.KnowledgeBoxSlug,
        AcceptedAt = restore.EndedAt ?? restore.RequestedAt,
    };

    /// <summary>After a look that succeeded. What was complete stays so, whatever people add to the box later.</summary>
    /// <param name="baseline">As it is known now: the second count of a backup may come after its restore was begun.</param>
    public RestoreProgress After(Counters counters, DateTimeOffset now, Baseline? baseline, RestoresOptions options)
    {
        if (State is RestoreState.ContentComplete)
            return this with { Failure = null };

        var moved = counters != Counters || MovedAt is null;
        var count = new ResourceCount(now, counters.Resources);
        var next = this with
        {
            Baseline = baseline ?? Baseline,
            Counters = counters,
            FirstLookAt = FirstLookAt ?? now,
            AsOf = now,
            MovedAt = moved ? now : MovedAt,
            UnchangedLooks = moved ? 0 : UnchangedLooks + 1,
            RateFrom = RateFrom is null ? count : now - RateNext!.At >= RateWindow ? RateNext : RateFrom,
            RateNext = RateNext is null || now - RateNext.At >= RateWindow ? count : RateNext,
            GoneAt = null,
            Failure = null,
        };
        return next.IsCertainlyComplete(options)
            ? next with { CompletedAt = now, ResourcesPerSecond = next.Speed(), State = RestoreState.ContentComplete }
            : next with { State = next.StateOf(options) };
    }

    public RestoreProgress AfterVanishing(DateTimeOffset now, NucliaError error) => State is RestoreState.ContentComplete
        ? this
        : this with { GoneAt = GoneAt ?? now, State = RestoreState.Gone, Failure = error };

    /// <summary>Looks that pages ask for in between must not add up to a proof: the time counts as well as the looks.</summary>
    private bool IsCertainlyComplete(RestoresOptions options) =>
        IsWithinBaseline && UnchangedLooks >= LooksToBeSure && AsOf - MovedAt >= options.Interval * LooksToBeSure;

    /// <summary>By what was seen, not by the clock: while the counters can not be read, nothing is concluded.</summary>
    private RestoreState StateOf(RestoresOptions options)
    {
        var unmoved = AsOf - MovedAt;
        return this switch
        {
            { IsWithinBaseline: true } => RestoreState.Arriving,
            { Counters.Resources: 0, Baseline: not { Low.Resources: 0 } } when AsOf - FirstLookAt >= options.EmptyAfter => RestoreState.StillEmpty,
            { Counters.Resources: 0, Baseline: null } => RestoreState.Arriving,
            { Baseline: null } when unmoved >= options.QuietAfter => RestoreState.Quiet,
            _ when unmoved >= options.StalledAfter => RestoreState.Stalled,
            _ => RestoreState.Arriving,
        };
    }

    private double? Speed() => MovedAt > FirstLookAt && Counters!.Resources > 0 && MovedAt > AcceptedAt
        ? Counters.Resources / (MovedAt.Value - AcceptedAt).TotalSeconds
        : null;
}

/// <summary>How many resources there were at one moment.</summary>
public sealed record ResourceCount(DateTimeOffset At, long Resources);
