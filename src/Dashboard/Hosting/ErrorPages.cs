using BackupDashboard.Access;

namespace BackupDashboard.Hosting;

internal static class ErrorPages
{
    /// <summary>People get a page for an error, programs a problem in JSON. No detail of an exception leaves the server.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseWhen(
            context => !SignInPaths.IsForPrograms(context.Request),
            branch =>
            {
                branch.UseExceptionHandler("/status/500");
                branch.UseStatusCodePagesWithReExecute("/status/{0}");
            });
        app.UseWhen(
            context => SignInPaths.IsForPrograms(context.Request),
            branch =>
            {
                // Without a handler the server would answer by itself, and without the headers that every answer has.
                branch.UseExceptionHandler(error => error.Run(context => ProblemAnswer.WriteAsync(context).AsTask()));
                branch.UseStatusCodePages(status => ProblemAnswer.WriteAsync(status.HttpContext).AsTask());
            });
    }
}
