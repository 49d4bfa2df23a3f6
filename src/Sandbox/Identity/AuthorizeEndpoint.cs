using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BackupDashboard.Sandbox.Identity;

// Shows the page for a valid request; the page posts that request back with a choice, and it is validated once more.
internal static class AuthorizeEndpoint
{
    public static async Task<IResult> HandleAsync(HttpContext context, Register register)
    {
        var request = context.GetOpenIddictServerRequest()!;
        // Only a POST chooses a person: a link must not be able to sign anyone in.
        var form = HttpMethods.IsPost(context.Request.Method) ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var choice = form?[SignInPage.Choice].ToString();

        if (choice is SignInPage.Cancel)
            return Refusal.Because(Errors.AccessDenied, "The person chose not to sign in.");
        if (Guid.TryParse(choice, out var id) && register.Find(id) is { } chosen)
            return chosen.Disabled
                ? Refusal.Because(Errors.AccessDenied, "The account is disabled.")
                : Results.SignIn(
                    Principals.ForCode(chosen.Person, request.GetScopes()),
                    authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        // No one is ever signed in here already, so a request that forbids asking cannot succeed.
        if (request.HasPromptValue(PromptValues.None))
            return Refusal.Because(Errors.LoginRequired, "The sandbox keeps no session.");

        return SignInPage.Show(context, form ?? context.Request.Query.AsEnumerable());
    }
}
