namespace BackupDashboard.Sandbox.Cloud;

internal static class TokenCheck
{
    public const string Token = "sandbox-token";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return RefuseAsync(context, "Not authenticated");

        var (scheme, token) = header.IndexOf(' ') is var space and > 0 ? (header[..space], header[(space + 1)..].Trim()) : (header, "");
        return scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && token == Token
            ? next(context)
            : RefuseAsync(context, "Invalid or expired token");
    }

    private static Task RefuseAsync(HttpContext context, string reason)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Errors.Detail(StatusCodes.Status401Unauthorized, reason).ExecuteAsync(context);
    }
}
