using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Access;

/// <summary>Who is allowed to do what. Section <c>Access</c>. No one has a right that is not granted here.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <value>Whom to ask for access: a name, an address or a channel. Shown as text; default empty.</value>
    public string Contact { get; set; } = "";

    public List<TeamOptions> Teams { get; } = [];
}

/// <summary>The members of a team, its knowledge boxes, and what the members are allowed to do with them.</summary>
public sealed class TeamOptions
{
    public const string All = "*";

    [Required]
    public string Name { get; set; } = "";

    /// <value>The app role, or the object id of the directory group, that makes someone a member.</value>
    [Required]
    public string Member { get; set; } = "";

    /// <value>Slugs of zones; default: every zone.</value>
    public List<string> Zones { get; } = [];

    /// <value>Slugs of knowledge boxes, in which <c>*</c> stands for any characters, as in <c>docs-*</c>; default: every box.</value>
    public List<string> Boxes { get; } = [];

    public List<Right> Rights { get; } = [];

    /// <value>The required prefix of the slugs of this team's restores, as in <c>docs-</c>; default: none.</value>
    public string RestorePrefix { get; set; } = "";

    /// <value>Whom to ask for membership; default: <see cref="AccessOptions.Contact"/>.</value>
    public string Contact { get; set; } = "";
}
