namespace BackupDashboard.Hosting;

/// <summary>
/// The dashboard needs a host name of its own: its links, cookies and addresses begin at the root. Below a path it would half work, so whoever puts it
/// there reads why it does not.
/// </summary>
internal static class OwnHostExtensions
{
    private const string Prefix = "X-Forwarded-Prefix";

    public static WebApplication UseOwnHost(this WebApplication app)
    {
        app.Use((context, next) => PathOf(context.Request) is { } path ? RefuseAsync(context.Response, path) : next(context));
        return app;
    }

    /// <returns>Below which path somebody serves the dashboard, by the proxy's word or the server's; null when it is served at the root.</returns>
    private static string? PathOf(HttpRequest request)
    {
        var prefix = request.Headers[Prefix].ToString().Trim('/', ' ');
        return prefix.Length > 0 ? $"/{prefix}" : request.PathBase.Value is { Length: > 0 } pathBase ? pathBase : null;
    }

    private static Task RefuseAsync(HttpResponse response, string path)
    {
        response.StatusCode = StatusCodes.Status400BadRequest;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(
            $"BackupDashboard needs a host name of its own, and is served below the path '{path}'. Give it a name, as https://backups.example.com, and let the proxy lead to its root.");
    }
}
