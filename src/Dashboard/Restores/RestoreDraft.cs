using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Operations;

namespace BackupDashboard.Restores;

/// <summary>What a person has entered so far. It lives outside the steps, which are not drawn while they are not active.</summary>
public sealed class RestoreDraft
{
    public string Title { get; set; } = "";

    public string Slug { get; set; } = "";

    /// <summary>Zones that could not be asked about the slug, and that the person goes on without.</summary>
    public IReadOnlyList<string> AcceptedZones { get; set; } = [];

    /// <summary>Slugs that the cloud has refused although no list showed them.</summary>
    public HashSet<string> RefusedSlugs { get; } = new(StringComparer.Ordinal);

    public string? TitleProblem => TitleRules.Problem(Title);

    public NewKnowledgeBox ToBox() => new(Slug, Title.Trim(), AcceptedZones);
}
