using BackupDashboard.Nuclia;

namespace BackupDashboard.Restores;

/// <summary>What is known of a restore after the cloud accepted it: counters of the new box, nothing else. The cloud reports no end.</summary>
public sealed record RestoreProgress
{
    public Counters? Counters { get; init; }

    /// <summary>When the counters were last read; null when they never were.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>When they last moved.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>Why the latest look failed; null when it did not.</summary>
    public NucliaError? Failure { get; init; }

    /// <summary>Nothing has moved for so long that nobody looks any more. It is no proof that the content is complete.</summary>
    public bool IsQuiet { get; init; }

    public RestoreProgress After(Counters counters, DateTimeOffset now, TimeSpan quietAfter)
    {
        var moved = counters != Counters || MovedAt is null;
        return new RestoreProgress
        {
            Counters = counters,
            AsOf = now,
            MovedAt = moved ? now : MovedAt,
            IsQuiet = !moved && now - MovedAt >= quietAfter,
        };
    }
}
