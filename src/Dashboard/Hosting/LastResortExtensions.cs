namespace BackupDashboard.Hosting;

internal static class LastResortExtensions
{
    // Around everything: if even the error pages fail, the answer is one sentence. Otherwise the framework's developer page would show, in
    // Development, the cookies and headers of the request.
    public static void UseLastResort(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            Log.RequestThrew(app.Logger, exception, context.Request.Path);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            context.Response.Headers.CacheControl = "no-store";
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(
                "BackupDashboard had an unexpected error, so this could not be answered. The cause is in its log. Try again in a minute.");
        }
    });
}
