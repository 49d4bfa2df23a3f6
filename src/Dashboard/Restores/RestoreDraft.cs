using System.Globalization;
using System.Web;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Primitives;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace BackupDashboard.Restores;

/// <summary>
/// What a person has entered so far. Kept outside the steps, because inactive steps are not rendered, and in the address, so that it
/// survives a reload, a restart of the server and the browser's Back.
/// </summary>
public sealed class RestoreDraft
{
    public string Title { get; set; } = "";

    public string Slug { get; set; } = "";

    /// <summary>Zones that could not be checked for the slug, which the person accepts.</summary>
    public IReadOnlyList<string> AcceptedZones { get; set; } = [];

    /// <summary>Slugs that the cloud has refused although no list showed them.</summary>
    public HashSet<string> RefusedSlugs { get; } = new(StringComparer.Ordinal);

    /// <summary>The step that an address shows, with what was entered there; the first one if it says nothing that can be used.</summary>
    public int Restore(string address)
    {
        var values = HttpUtility.ParseQueryString(new Uri(address, UriKind.Absolute).Query);
        if (!int.TryParse(values["step"], NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            || values["slug"] is not { } slug || values["title"] is not { } title)
            return 0;

        (Slug, Title) = (slug.Trim(), PlainText.Title(title));
        return step - 1;
    }

    /// <summary>The address of a step of this restore, with what was entered so far.</summary>
    public string ToAddress(string zone, string backupId, int step) => step == 0
        ? Links.Restore(zone, backupId)
        : QueryHelpers.AddQueryString(Links.Restore(zone, backupId), new Dictionary<string, string?>
        {
            ["step"] = (step + 1).ToString(CultureInfo.InvariantCulture),
            ["slug"] = Slug,
            ["title"] = Title,
        });

    public string? TitleProblem => TitleRules.Problem(Title);

    public NewKnowledgeBox ToBox() => new(Slug, Title.Trim(), AcceptedZones);
}
