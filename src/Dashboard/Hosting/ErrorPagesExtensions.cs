using BackupDashboard.Access;
using Microsoft.AspNetCore.Diagnostics;

namespace BackupDashboard.Hosting;

internal static class ErrorPagesExtensions
{
    // People get a page for an error, and no detail of an exception leaves the server. Programs get problem details instead.
    public static void UseErrorPages(this WebApplication app) => app.UseWhen(
        context => !SignInPaths.IsForPrograms(context.Request),
        branch =>
        {
            branch.UseExceptionHandler("/status/500");
            branch.UseStatusCodePagesWithReExecute("/status/{0}");
            branch.Use(GetErrorPage);
        });

    // A refused POST gets the page that says why: posted to, that page would refuse it again, with another status.
    private static Task GetErrorPage(HttpContext context, RequestDelegate next)
    {
        var isError = context.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || context.Features.Get<IExceptionHandlerFeature>() is not null;
        if (isError && !HttpMethods.IsHead(context.Request.Method))
            context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
