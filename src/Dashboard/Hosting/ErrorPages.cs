using BackupDashboard.Access;

namespace BackupDashboard.Hosting;

internal static class ErrorPages
{
    /// <summary>People get a page for an error, programs the bare status. No detail of an exception leaves the server.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseWhen(
            context => !SignInPaths.IsForPrograms(context.Request),
            branch =>
            {
                branch.UseExceptionHandler("/status/500");
                branch.UseStatusCodePagesWithReExecute("/status/{0}");
            });
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
    }
}
