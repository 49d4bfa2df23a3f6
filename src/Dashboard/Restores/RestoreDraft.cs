using BackupDashboard.Live;
using BackupDashboard.Operations;
using BackupDashboard.Shell;

namespace BackupDashboard.Restores;

/// <summary>What a person has entered so far. It lives outside the steps, which are not drawn while they are not active.</summary>
public sealed class RestoreDraft
{
    public const int MaximumTitleLength = PlainText.LongestTitle;

    public string Title { get; set; } = "";

    public string Slug { get; set; } = "";

    /// <summary>Zones that could not be asked about the slug, and that the person goes on without.</summary>
    public IReadOnlyList<string> AcceptedZones { get; set; } = [];

    /// <summary>Slugs that the cloud has refused although no list showed them.</summary>
    public HashSet<string> RefusedSlugs { get; } = new(StringComparer.Ordinal);

    public string? TitleProblem => ProblemOfTitle(Title);

    public static string? ProblemOfTitle(string? title) => title?.Trim() switch
    {
        null or "" => "Enter a title.",
        { Length: > MaximumTitleLength } => $"A title has at most {MaximumTitleLength} characters here.",
        _ => null,
    };

    public NewKnowledgeBox ToBox() => new(Slug, Title.Trim(), AcceptedZones);
}
