using BackupDashboard.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace BackupDashboard.Shell;

/// <summary>A component for which somebody needs a right. A courtesy to the reader: the services decide.</summary>
public abstract class RightComponent : ComponentBase
{
    [Parameter, EditorRequired]
    public Right Right { get; set; }

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    public required Permissions Permissions { get; init; }

    /// <summary>The sentence about the missing right; null when it is there.</summary>
    protected string? Missing { get; private set; }

    protected override async Task OnParametersSetAsync()
    {
        var may = Authentication is not null && Permissions.Has((await Authentication).User, Right);
        Missing = may ? null : $"You do not have the right '{Right}'";
    }
}
