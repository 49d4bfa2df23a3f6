using System.Diagnostics;
using BackupDashboard.Access;
using BackupDashboard.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace BackupDashboard.Api;

/// <summary>Gives a body to refusals that have none, and an answer to unhandled exceptions.</summary>
internal static class ApiErrors
{
    public static void Use(IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => Of(context.Features.Get<IExceptionHandlerFeature>()?.Error).ExecuteAsync(context),
        });
        app.UseStatusCodePages(context => TellAsync(context.HttpContext));
    }

    private static ApiProblem Of(Exception? exception) => StorageException.IsCauseOf(exception)
        ? ApiProblems.NotRead
        : ApiProblems.Mistake((Activity.Current?.TraceId ?? default).ToHexString());

    private static Task TellAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var problem = status == StatusCodes.Status403Forbidden && context.User.Identity?.IsAuthenticated is true
            ? ApiProblems.NoAccess(context.RequestServices.GetRequiredService<Permissions>().TeamsWith(Right.View))
            : ApiProblems.Bare(status);
        return problem.ExecuteAsync(context);
    }
}
