using BackupDashboard.Nuclia;

namespace BackupDashboard.Fingerprints;

/// <summary>
/// What a restore is compared with. For a box that changed while its backup was made, the truth lies between two counts. Only resources are
/// counted exactly: the other three are sums over index segments that still hold deleted entries, a few per cent too high.
/// </summary>
public sealed record Baseline
{
    public required BaselineKind Kind { get; init; }
    public required Counters Low { get; init; }
    public required Counters High { get; init; }

    public static Baseline Of(Counters? before, Counters? after) => (before, after) switch
    {
        ({ } first, { } last) => new Baseline
        {
            Kind = first.Resources == last.Resources ? BaselineKind.Exact : BaselineKind.Band,
            Low = Each(first, last, Math.Min),
            High = Each(first, last, Math.Max),
        },
        (null, { } last) => new Baseline { Kind = BaselineKind.Late, Low = last, High = last },
        ({ } first, null) => new Baseline { Kind = BaselineKind.Early, Low = first, High = first },
        _ => throw new ArgumentException("Nothing was counted."),
    };

    /// <summary>The approximate counts prove nothing either way.</summary>
    public bool Contains(Counters counters) => counters.Resources >= Low.Resources && counters.Resources <= High.Resources;

    private static Counters Each(Counters one, Counters other, Func<long, long, long> choose) => new(
        choose(one.Resources, other.Resources),
        choose(one.Paragraphs, other.Paragraphs),
        choose(one.Fields, other.Fields),
        choose(one.Sentences, other.Sentences));
}

public enum BaselineKind
{
    Exact,

    Band,

    // Counted once, when the backup was first seen finished.
    Late,

    // Counted once, before the backup began: it could not be counted when it had finished.
    Early,
}
