using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Access;

internal static class SignInPaths
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string SignedOut = "/signed-out";
    public const string SignInFailed = "/sign-in-failed";
    public const string ReturnUrl = "returnUrl";

    // The provider asks who they are, even if it knows.
    public const string Again = "again";

    // The page that explains a failed sign-in, or redirects someone who is signed in anyway.
    internal static string FailedBecause(HttpRequest request, string reason, string? returnUrl = null) =>
        request.PathBase + SignInFailed + QueryString.Create("reason", reason)
            .Add(returnUrl is null ? QueryString.Empty : QueryString.Create(ReturnUrl, returnUrl));

    /// <summary>Where someone proves once more who they are, and comes back.</summary>
    internal static string SignInAgain(string returnUrl) =>
        SignIn + QueryString.Create([KeyValuePair.Create(Again, (string?)"true"), KeyValuePair.Create(ReturnUrl, (string?)returnUrl)]);

    // The requested address if it is one of our pages; the first page otherwise.
    internal static string LocalOr(PathString start, string? returnUrl) =>
        RedirectHttpResult.IsLocalUrl(returnUrl) && !returnUrl!.StartsWith('~') ? returnUrl : start + "/";

    // Callers of these paths are programs: a redirect to a page would only confuse them.
    internal static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api")
        || request.Path.StartsWithSegments("/hubs")
        || request.Path.StartsWithSegments("/_blazor");
}
