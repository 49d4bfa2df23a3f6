using System.Text;
using BackupDashboard.Access;
using BackupDashboard.Shell;
using BackupDashboard.Storage;

namespace BackupDashboard.Calendars;

internal static class CalendarsExtensions
{
    public static IServiceCollection AddCalendars(this IServiceCollection services) => services
        .AddSingleton<CalendarFeeds>()
        .AddSingleton<CalendarReader>()
        .AddHostedService<CalendarRenewal>();

    // For programs that cannot sign in: the address is the secret. Not in the API, whose callers can.
    public static IEndpointRouteBuilder MapCalendars(this IEndpointRouteBuilder app)
    {
        app.MapGet(Links.Calendar("{secret}"), ReadAsync).AllowAnybody().ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> ReadAsync(
        string secret, HttpContext context, CalendarFeeds feeds, CalendarReader reader, TimeProvider time)
    {
        try
        {
            if (await feeds.ReadAsync(secret, context.RequestAborted) is not { } viewer)
                return Results.NotFound();

            var entries = await reader.ReadAsync(viewer, context.RequestAborted);
            var address = new Uri($"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}");
            return Results.Text(CalendarText.Of(entries, address, time.GetUtcNow()), "text/calendar", Encoding.UTF8);
        }
        catch (StorageException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
