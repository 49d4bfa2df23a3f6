using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;

namespace BackupDashboard.Sandbox.Identity;

internal static class Refusal
{
    public static IResult Because(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}
