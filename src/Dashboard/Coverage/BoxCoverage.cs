using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Zones;

namespace BackupDashboard.Coverage;

/// <summary>The verdict on one knowledge box, and what it follows from.</summary>
/// <param name="Newest">The newest good backup: listed now, completed, and not being deleted. Null if there is none.</param>
/// <param name="Age">
/// Of <paramref name="Newest"/>, from its start, or from <see cref="UnchangedAt"/>; never negative, although clocks differ. Null if it is
/// not known.
/// </param>
/// <param name="Running">An unfinished backup of the box.</param>
/// <param name="Backups">How many backups of the box are listed, in whatever state.</param>
/// <param name="Size">Bytes of all of them. Unknown sizes count as nothing.</param>
public sealed record BoxCoverage(
    string Zone,
    KnowledgeBox Box,
    Verdict Verdict,
    FreshnessGoal Goal,
    Backup? Newest,
    TimeSpan? Age,
    Backup? Running,
    int Backups,
    long Size)
{
    /// <summary>When a schedule last found that nothing has changed since <see cref="Newest"/>; null if it has not.</summary>
    public DateTimeOffset? UnchangedAt { get; init; }

    /// <summary>Why it is exempt, and until when. Null if it is not.</summary>
    public Operation? Exemption { get; init; }

    /// <summary>The newest backup of an earlier box with the same slug: it does not cover this one. Null if there is none.</summary>
    public Backup? Former { get; init; }

    public BoxInZone Key => new(Zone, Box.Id);

    public BoxScope Scope => new(Zone, Box.Id, Box.Slug);

    public bool IsWithinGoal => Verdict is Verdict.Fresh or Verdict.DueSoon;
}
