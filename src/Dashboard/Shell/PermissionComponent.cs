using BackupDashboard.Access;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Shell;

/// <summary>A component for which the viewer needs a right. A courtesy to the reader: the services decide.</summary>
public abstract class PermissionComponent : ComponentBase
{
    [Parameter, EditorRequired]
    public Right Right { get; set; }

    [Parameter, EditorRequired]
    public string Zone { get; set; } = "";

    /// <summary>The slug of the box that it is needed for; null if any box of the zone will do.</summary>
    [Parameter]
    public string? Box { get; set; }

    [CascadingParameter]
    public Grants Grants { get; set; } = Grants.None;

    // The sentence about the missing right; null if the viewer has it.
    protected string? Missing { get; private set; }

    protected override void OnParametersSet() => Missing = PermissionText.Missing(Grants, Right, Zone, Box);
}
