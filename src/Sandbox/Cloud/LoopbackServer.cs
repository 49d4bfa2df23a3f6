using System.Net;
using BackupDashboard.Sandbox.Setup;
using Microsoft.AspNetCore.Connections;

namespace BackupDashboard.Sandbox.Cloud;

internal static class LoopbackServer
{
    private const long LargestRequestBody = 1024 * 1024;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    public static async Task<WebApplication> StartAsync(
        int port, string setting, Action<WebApplication> map, CancellationToken cancellationToken)
    {
        // Empty, because a slim builder would read the settings and the ASPNETCORE_URLS of the program around it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        // It would print the stack trace of a failed start, which is thrown as well and reported in one sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequestBody;
            if (port == 0)
                kestrel.Listen(IPAddress.Loopback, 0);
            else
                kestrel.ListenLocalhost(port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfTheProgram>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        builder.Services.ConfigureHttpJsonOptions(json => Wire.WireJson.Configure(json.SerializerOptions));

        var app = builder.Build();
        try
        {
            map(app);
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new SandboxStartException(
                $"The sandbox cannot start: port {port} is in use. Stop what listens there, or choose another: {setting}.", failure);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public static Uri Address(WebApplication app) => new UriBuilder(app.Urls.First()) { Host = "localhost" }.Uri;

    // Ctrl+C is handled by the program that the sandbox runs in.
    private sealed class LifetimeOfTheProgram : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
