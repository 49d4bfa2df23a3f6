namespace BackupDashboard.Zones;

/// <summary>
/// The account's own count of its knowledge boxes compared with the lists of all its zones. A zone lists the boxes that the token covers,
/// so only fewer than the account counts are a sign; agents, of which the account counts some or none, can only add to the lists. Pure.
/// </summary>
public sealed record BoxCount
{
    private const int ComparisonsToBeSure = 2;

    public int Listed { get; private init; }

    public int Counted { get; private init; }

    /// <summary>When the lists were last found to hold every box.</summary>
    public DateTimeOffset? AgreedAt { get; private init; }

    /// <summary>When nothing last spoke against the lists: they held every box, or a zone that does not answer left no telling.</summary>
    public DateTimeOffset? CheckedAt { get; private init; }

    private int Short { get; init; }

    private DateTimeOffset? CountedAt { get; init; }

    /// <summary>
    /// The latest comparison found fewer boxes than the account counts: nothing is concluded from a box that is not listed.
    /// </summary>
    public bool MayFallShort => Short > 0;

    /// <summary>So did the one before: the token does not see every box.</summary>
    public bool FallsShort => Short >= ComparisonsToBeSure;

    /// <param name="zones">Those that the account lists.</param>
    /// <param name="counted">What the account counts.</param>
    /// <param name="at">From before it was asked.</param>
    /// <param name="isPartial">Zones are left out, so their boxes are not listed.</param>
    public BoxCount After(IReadOnlyCollection<ZoneSnapshot> zones, int counted, DateTimeOffset at, bool isPartial = false)
    {
        var next = this with { Listed = zones.Sum(zone => zone.KnowledgeBoxes.Count), Counted = counted, CountedAt = at };
        if (next.Listed >= counted)
            return next with { Short = 0, AgreedAt = at, CheckedAt = at };
        if (isPartial || zones.Any(zone => zone.BoxesAsOf is null || zone.Failure is not null || zone.LeftOutBoxes.IsAny))
            return next with { CheckedAt = at };

        // Lists from before the last count may lack a box that was made since; a box that was made after the lists counts only now.
        return CountedAt is { } before && zones.All(zone => zone.BoxesAsOf > before) && next.Listed < Counted
            ? next with { Short = Short + 1 }
            : next;
    }
}
