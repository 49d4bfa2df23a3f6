using BackupDashboard.Platform;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackupDashboard.Hosting;

// Keeps foreign pages from connecting with a visitor's cookie: browsers open a WebSocket to another site without asking, but name the
// page. Programs name none, and send no cookie that was not given to them.
internal static class OriginCheckExtensions
{
    private const string FetchSite = "Sec-Fetch-Site";
    private static readonly PathString[] Checked = ["/hubs", "/_blazor"];

    public static IServiceCollection AddOriginCheck(this IServiceCollection services)
    {
        services.AddSettings<OriginOptions>(OriginOptions.Section);
        services.AddSingleton<IValidateOptions<OriginOptions>, OriginOptionsValidator>();
        return services;
    }

    public static WebApplication UseOriginCheck(this WebApplication app)
    {
        var allowed = app.Services.GetRequiredService<IOptions<OriginOptions>>().Value.Allowed.Select(Origin.Parse).ToHashSet();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OriginCheckExtensions));
        app.UseWhen(
            context => Array.Exists(Checked, path => context.Request.Path.StartsWithSegments(path)),
            branch => branch.Use((context, next) =>
            {
                if (IsWelcome(context.Request, allowed))
                    return next(context);

                Log.ForeignOrigin(logger, Origin.Parse(context.Request.Headers.Origin), Origin.Of(context.Request));
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }));
        return app;
    }

    private static bool IsWelcome(HttpRequest request, HashSet<Origin?> allowed)
    {
        if (request.Headers[HeaderNames.Origin] is not [_, ..] sent)
            return request.Headers[FetchSite] != "cross-site";

        // No browser sends more than one, and several parse as none.
        return Origin.Parse(sent.ToString()) is { } origin
            && (allowed.Contains(origin) || (origin == Origin.Of(request) && request.Headers[FetchSite] != "cross-site"));
    }
}
