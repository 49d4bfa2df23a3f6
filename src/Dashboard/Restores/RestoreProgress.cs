using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Restores;

/// <summary>
/// What is known of an accepted restore: counters of the new box, poll by poll, compared with what the backup held. Immutable and pure:
/// every poll creates the next one. Stored in the database as it is.
/// </summary>
public sealed record RestoreProgress
{
    /// <summary>Equal polls in a row before content counts as complete: counters lag behind.</summary>
    public const int LooksToBeSure = 3;

    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(30);

    public required Guid OperationId { get; init; }
    public required string Zone { get; init; }

    public required string KnowledgeBoxId { get; init; }

    public required string Slug { get; init; }

    /// <summary>Of the box that was backed up: those who can view it can view this.</summary>
    public required string SourceSlug { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }
    public RestoreState State { get; init; }

    /// <summary>The counts of the backup's box; null if there are none.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Null until the first successful poll.</summary>
    public Counters? Counters { get; init; }

    public DateTimeOffset? FirstLookAt { get; init; }

    public DateTimeOffset? AsOf { get; init; }

    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>
    /// When the number of resources last moved: the approximate counts may keep moving while the cloud compacts its index.
    /// </summary>
    public DateTimeOffset? ResourcesMovedAt { get; init; }

    /// <summary>The highest number of resources so far. A lower number now is odd, and shown as such.</summary>
    public long MostResources { get; init; }

    /// <summary>Polls since any of them last moved.</summary>
    public int UnchangedLooks { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>When its backup was found deleted by someone else while it was still being read; null while it is listed.</summary>
    public DateTimeOffset? SourceGoneAt { get; init; }

    public ResourceCount? RateFrom { get; init; }

    public ResourceCount? RateNext { get; init; }

    /// <summary>
    /// Of a complete restore that was seen moving, from acceptance to the last resource. Later estimates are based on it.
    /// </summary>
    public double? ResourcesPerSecond { get; init; }

    /// <summary>Why the latest poll failed; null if it did not. Not stored.</summary>
    public NucliaError? Failure { get; init; }

    /// <summary>Nothing more is expected: its backup can be deleted, and it is polled again only when someone opens its page.</summary>
    public bool IsEnded => State is RestoreState.ContentComplete or RestoreState.Quiet or RestoreState.Partial or RestoreState.Gone;

    /// <summary>There are as many resources as the backup may hold.</summary>
    public bool IsWithinBaseline => Counters is not null && Baseline?.Contains(Counters) is true;

    /// <summary>
    /// There are more resources than were counted for the backup: someone works in the box, or the original grew while it was backed up.
    /// </summary>
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

    /// <summary>After a successful poll. What was complete stays so, whatever people add to the box later.</summary>
    /// <param name="baseline">As known now: the second count of a backup may arrive after its restore has begun.</param>
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

    /// <summary>The clock was set by this much since the last poll: measured durations stay as they were.</summary>
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

    // All resources are there, and the index is at rest, too. Polls that pages request in between must not add up to a proof, so the time
    // counts as well. An index that never rests does not delay it forever.
    private bool IsCertainlyComplete(RestoresOptions options) => IsWithinBaseline
        && ((UnchangedLooks >= LooksToBeSure && AsOf - MovedAt >= options.Interval * LooksToBeSure)
            || AsOf - ResourcesMovedAt >= options.StalledAfter);

    // By what was counted, not by the clock: while the counters cannot be read, nothing is concluded. By resources, the only exact count.
    private RestoreState StateOf(RestoresOptions options)
    {
        var unmoved = AsOf - ResourcesMovedAt;
        return this switch
        {
            { IsWithinBaseline: true } => RestoreState.Arriving,
            { SourceGoneAt: { } gone } => unmoved >= options.QuietAfter && AsOf - gone >= options.QuietAfter
                ? RestoreState.Partial
                : RestoreState.Arriving,
            { Counters.Resources: 0 } when AsOf - FirstLookAt >= options.EmptyAfter => RestoreState.StillEmpty,
            { Counters.Resources: > 0 } and (
                { Baseline: null } or { IsAboveBaseline: true }) when unmoved >= options.QuietAfter => RestoreState.Quiet,
            { IsAboveBaseline: true } => RestoreState.Grown,
            { Baseline: not null } when unmoved >= options.StalledAfter => RestoreState.Stalled,
            _ => RestoreState.Arriving,
        };
    }

    private double? Speed() => ResourcesMovedAt > FirstLookAt && Counters!.Resources > 0 && ResourcesMovedAt > AcceptedAt
        ? Counters.Resources / (ResourcesMovedAt.Value - AcceptedAt).TotalSeconds
        : null;
}

public sealed record ResourceCount(DateTimeOffset At, long Resources);
