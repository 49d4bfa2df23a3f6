using Microsoft.AspNetCore.Authorization;

namespace BackupDashboard.Access;

internal static class Policies
{
    public const string View = nameof(Right.View);
}

internal sealed record RightRequirement(Right Right) : IAuthorizationRequirement;

internal sealed class RightHandler(Permissions permissions) : AuthorizationHandler<RightRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (permissions.Has(context.User, requirement.Right))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
