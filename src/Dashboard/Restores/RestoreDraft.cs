using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;

namespace BackupDashboard.Restores;

/// <summary>What a person has entered so far. Kept outside the steps, because inactive steps are not rendered.</summary>
public sealed class RestoreDraft
{
    public string Title { get; set; } = "";

    public string Slug { get; set; } = "";

    /// <summary>Zones that could not be checked for the slug, which the person accepts.</summary>
    public IReadOnlyList<string> AcceptedZones { get; set; } = [];

    /// <summary>Slugs that the cloud has refused although no list showed them.</summary>
    public HashSet<string> RefusedSlugs { get; } = new(StringComparer.Ordinal);

    public string? TitleProblem => TitleRules.Problem(Title);

    public NewKnowledgeBox ToBox() => new(Slug, Title.Trim(), AcceptedZones);
}
