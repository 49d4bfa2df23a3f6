namespace BackupDashboard.Coverage;

/// <summary>The verdicts on all boxes that a viewer can see, at one moment.</summary>
/// <param name="Boxes">By zone and slug.</param>
public sealed record CoverageReport(IReadOnlyList<BoxCoverage> Boxes)
{
    /// <summary>Boxes that are gone and of which backups are left.</summary>
    public IReadOnlyList<GoneBox> Gone { get; init; } = [];

    public static CoverageReport Empty { get; } = new([]);

    /// <summary>All but the exempt ones.</summary>
    public int Judged { get; } = Boxes.Count(box => box.Verdict is not Verdict.Exempt);

    /// <summary>Within their goals.</summary>
    public int Covered { get; } = Boxes.Count(box => box.IsWithinGoal);

    /// <summary>The box whose newest good backup is the oldest of all. Null if no box has one.</summary>
    public BoxCoverage? Oldest { get; } = Boxes.Where(box => box.Age is not null).MaxBy(box => box.Age);

    /// <summary>Late, or without a good backup: someone has to act.</summary>
    public IEnumerable<BoxCoverage> Uncovered => Boxes.Where(box => box.Verdict is Verdict.Late or Verdict.None);

    public int Count(Verdict verdict) => Boxes.Count(box => box.Verdict == verdict);

    public CoverageReport In(string zone) =>
        new([.. Boxes.Where(box => box.Zone == zone)]) { Gone = [.. Gone.Where(box => box.Zone == zone)] };
}
