namespace BackupDashboard.Access;

public static class SignInPaths
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string SignedOut = "/signed-out";
    public const string SignInFailed = "/sign-in-failed";
    public const string ReturnUrl = "returnUrl";

    /// <summary>The page that explains a failed sign-in; <paramref name="reason"/> is one of <see cref="SignInFailure"/>.</summary>
    internal static string FailedBecause(HttpRequest request, string reason) =>
        request.PathBase + SignInFailed + QueryString.Create("reason", reason);

    /// <summary>Callers at these paths are programs: a redirect to a page would only confuse them.</summary>
    internal static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api")
        || request.Path.StartsWithSegments("/hubs")
        || request.Path.StartsWithSegments("/_blazor");
}
