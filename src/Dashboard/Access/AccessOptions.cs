using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Access;

/// <summary>Who may do what. Section <c>Access</c>. Nobody has a right that is not given here.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <value>Whom people ask when something is missing: a name, an address, a channel. Shown as text; default empty.</value>
    public string Contact { get; set; } = "";

    public List<TeamOptions> Teams { get; } = [];
}

/// <summary>People, by an app role or a directory group; the knowledge boxes that are theirs; and what they may do with them.</summary>
public sealed class TeamOptions
{
    /// <summary>Every zone, or every knowledge box.</summary>
    public const string All = "*";

    [Required]
    public string Name { get; set; } = "";

    /// <value>The app role, or the object id of the directory group, that makes somebody a member.</value>
    [Required]
    public string Member { get; set; } = "";

    /// <value>Slugs of zones; default, when left out: every zone.</value>
    public List<string> Zones { get; } = [];

    /// <value>Slugs of knowledge boxes, in which <c>*</c> stands for any characters, as in <c>docs-*</c>; default, when left out: every box.</value>
    public List<string> Boxes { get; } = [];

    public List<Right> Rights { get; } = [];

    /// <value>What the slugs of this team's restores begin with, as in <c>docs-</c>; default empty: they may be any.</value>
    public string RestorePrefix { get; set; } = "";

    /// <value>Whom to ask for membership; default: <see cref="AccessOptions.Contact"/>.</value>
    public string Contact { get; set; } = "";
}
