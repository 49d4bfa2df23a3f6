using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
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

    /// <summary>When any of them last moved.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>When the number of resources last moved: the approximate counts may go on moving while the cloud tidies its index.</summary>
    public DateTimeOffset? ResourcesMovedAt { get; init; }

    /// <summary>The highest number of resources that was counted. Fewer than that now is odd, and shown as such.</summary>
    public long MostResources { get; init; }

    /// <summary>Looks since any of them last moved, each with the same counters.</summary>
    public int UnchangedLooks { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>When its backup was found deleted by someone else while it was still being read; null while it is listed.</summary>
    public DateTimeOffset? SourceGoneAt { get; init; }

    /// <summary>What the rate is measured from.</summary>
    public ResourceCount? RateFrom { get; init; }

    /// <summary>What it is measured from next, when this has grown old enough.</summary>
    public ResourceCount? RateNext { get; init; }

    /// <summary>Of a complete restore that was seen moving: from the acceptance to the last resource. Later restores learn from it.</summary>
    public double? ResourcesPerSecond { get; init; }

    /// <summary>Why the latest look failed; null when it did not. Not kept.</summary>
    public NucliaError? Failure { get; init; }

    /// <summary>Nothing more is expected: its backup may be deleted, and it is looked at again only when somebody opens its page.</summary>
    public bool IsEnded => State is RestoreState.ContentComplete or RestoreState.Quiet or RestoreState.Partial or RestoreState.Gone;

    /// <summary>There are as many resources as the backup may hold.</summary>
    public bool IsWithinBaseline => Counters is not null && Baseline?.Contains(Counters) is true;

    /// <summary>There are more resources than were counted for the backup: someone works in the box, or the original grew while it was backed up.</summary>
    public bool IsAboveBaseline => Counters?.Resources > Baseline?.High.Resources;

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
        var resourcesMoved = counters.Resources != Counters?.Resources || MovedAt is null;
        var count = new ResourceCount(now, counters.Resources);
        var next = this with
        {
            Baseline = baseline ?? Baseline,
            Counters = counters,
            FirstLookAt = FirstLookAt ?? now,
            AsOf = now,
            MovedAt = moved ? now : MovedAt,
            ResourcesMovedAt = resourcesMoved ? now : ResourcesMovedAt ?? MovedAt,
            MostResources = Math.Max(MostResources, counters.Resources),
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

    /// <summary>The clock was set by so much since the last look: what was measured by it stays as long as it was.</summary>
    public RestoreProgress WithClockSet(TimeSpan by) => this with
    {
        AcceptedAt = AcceptedAt + by,
        FirstLookAt = FirstLookAt + by,
        AsOf = AsOf + by,
        MovedAt = MovedAt + by,
        ResourcesMovedAt = ResourcesMovedAt + by,
        SourceGoneAt = SourceGoneAt + by,
        RateFrom = RateFrom is null ? null : RateFrom with { At = RateFrom.At + by },
        RateNext = RateNext is null ? null : RateNext with { At = RateNext.At + by },
    };

    public RestoreProgress AfterVanishing(DateTimeOffset now, NucliaError error) => State is RestoreState.ContentComplete
        ? this
        : this with { GoneAt = GoneAt ?? now, State = RestoreState.Gone, Failure = error };

    /// <summary>
    /// All the resources are there, and the index is at rest, too. Looks that pages ask for in between must not add up to a proof: the time counts
    /// as well as the looks. An index that never rests does not hold it up for ever.
    /// </summary>
    private bool IsCertainlyComplete(RestoresOptions options) => IsWithinBaseline
        && ((UnchangedLooks >= LooksToBeSure && AsOf - MovedAt >= options.Interval * LooksToBeSure) || AsOf - ResourcesMovedAt >= options.StalledAfter);

    /// <summary>By what was seen, not by the clock: while the counters cannot be read, nothing is concluded. By resources, the only exact count.</summary>
    private RestoreState StateOf(RestoresOptions options)
    {
        var unmoved = AsOf - ResourcesMovedAt;
        return this switch
        {
            { IsWithinBaseline: true } => RestoreState.Arriving,
            { SourceGoneAt: { } gone } => unmoved >= options.QuietAfter && AsOf - gone >= options.QuietAfter ? RestoreState.Partial : RestoreState.Arriving,
            { Counters.Resources: 0 } when AsOf - FirstLookAt >= options.EmptyAfter => RestoreState.StillEmpty,
            { Counters.Resources: > 0 } and ({ Baseline: null } or { IsAboveBaseline: true }) when unmoved >= options.QuietAfter => RestoreState.Quiet,
            { IsAboveBaseline: true } => RestoreState.Grown,
            { Baseline: not null } when unmoved >= options.StalledAfter => RestoreState.Stalled,
            _ => RestoreState.Arriving,
        };
    }

    private double? Speed() => ResourcesMovedAt > FirstLookAt && Counters!.Resources > 0 && ResourcesMovedAt > AcceptedAt
        ? Counters.Resources / (ResourcesMovedAt.Value - AcceptedAt).TotalSeconds
        : null;
}

/// <summary>How many resources there were at one moment.</summary>
public sealed record ResourceCount(DateTimeOffset At, long Resources);
