namespace BackupDashboard.Hosting;

// The dashboard needs its own host name: its links, cookies and addresses begin at the root. Under a path it would half work, so requests
// there are refused with the reason.
internal static class OwnHostExtensions
{
    private const string Prefix = "X-Forwarded-Prefix";

    public static WebApplication UseOwnHost(this WebApplication app)
    {
        app.Use((context, next) => PathOf(context.Request) is { } path ? RefuseAsync(context.Response, path) : next(context));
        return app;
    }

    // Returns the path, by the proxy's header or the server's setting; null at the root.
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
            $"BackupDashboard needs a host name of its own, and is served below the path '{path}'. Give it a name, as "
                + "https://backups.example.com, and let the proxy lead to its root.");
    }
}
