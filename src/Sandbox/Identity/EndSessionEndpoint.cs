using Microsoft.AspNetCore;
using OpenIddict.Server.AspNetCore;

namespace BackupDashboard.Sandbox.Identity;

// There is no session to end; what matters is that the browser gets back.
internal static class EndSessionEndpoint
{
    public static IResult Handle(HttpContext context) =>
        context.GetOpenIddictServerRequest()!.PostLogoutRedirectUri is { Length: > 0 }
            ? Results.SignOut(authenticationSchemes: [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme])
            : Results.Text("You are signed out of the sandbox.");
}
