using Microsoft.AspNetCore.Mvc;

namespace BackupDashboard.Hosting;

/// <summary>What programs get for a status that nothing else has been said about (RFC 9457).</summary>
internal static class ProblemAnswer
{
    private const string Type = "urn:backup-dashboard:problem:";

    /// <summary>For the status that the response has; a body only where the caller reads JSON.</summary>
    public static async ValueTask WriteAsync(HttpContext context)
    {
        var problem = new ProblemDetails { Status = context.Response.StatusCode };
        switch (problem.Status)
        {
            case StatusCodes.Status429TooManyRequests:
                problem.Type = Type + "too-many-requests";
                problem.Title = "Too many requests";
                problem.Detail = $"Wait {context.Response.Headers.RetryAfter} seconds, then ask again.";
                break;
            case StatusCodes.Status413PayloadTooLarge:
                problem.Type = Type + "too-large";
                problem.Title = "The body is too large";
                break;
        }

        await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }
}
