using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Shell;

/// <summary>How one installation is told from another. Section <c>Shell</c>.</summary>
public sealed class ShellOptions
{
    public const string Section = "Shell";

    /// <value>Shown beside the account's name on every page: "Staging". Default: nothing.</value>
    [StringLength(24)]
    public string Environment { get; set; } = "";

    /// <value>The colour behind it, as #rrggbb, dark enough for white text. Default: brown.</value>
    [RegularExpression("#[0-9a-fA-F]{6}", ErrorMessage = "It is not a colour as #rrggbb.")]
    public string EnvironmentColor { get; set; } = "#8a4f00";
}
