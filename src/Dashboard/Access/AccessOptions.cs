using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Access;

/// <summary>Who may do what. Section <c>Access</c>. Nobody has a right that is not given here.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    public List<TeamOptions> Teams { get; } = [];
}

/// <summary>People, by an app role or a directory group, and their rights.</summary>
public sealed class TeamOptions
{
    [Required]
    public string Name { get; set; } = "";

    /// <value>The app role, or the object id of the directory group, that makes somebody a member.</value>
    [Required]
    public string Member { get; set; } = "";

    public List<Right> Rights { get; } = [];
}
