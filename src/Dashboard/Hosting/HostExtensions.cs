using System.Net.Sockets;
using BackupDashboard.Platform;
using Microsoft.AspNetCore.Connections;

namespace BackupDashboard.Hosting;

// Runs the program. If it cannot listen, one sentence explains it better than a stack trace.
internal static class HostExtensions
{
    // Until the start is over, the host would also log what it throws to RunToTheEndAsync.
    public static IServiceCollection AddQuietStart(this IServiceCollection services)
    {
        services.AddSingleton<StartPhase>();
        services.AddOptions<LoggerFilterOptions>().Configure<StartPhase>((logging, start) =>
            logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => start.IsOver && level >= LogLevel.Information));
        return services;
    }

    public static async Task<int> RunToTheEndAsync(this WebApplication app, TextWriter output)
    {
        await using var _ = app;
        try
        {
            await app.StartAsync();
        }
        catch (Exception exception) when (SentenceFor(exception) is { } sentence)
        {
            StartupCheck.Report(output, [sentence]);
            // What has begun to work must not find its services disposed.
            await app.StopAsync();
            return 1;
        }

        app.Services.GetRequiredService<StartPhase>().IsOver = true;
        await app.WaitForShutdownAsync();
        return 0;
    }

    public static bool IsRefusalToListen(Exception exception) =>
        exception is SocketException or IOException { InnerException: AddressInUseException };

    // Returns what to print; null if it is no reason that an operator can do something about.
    public static string? SentenceFor(Exception exception) => exception switch
    {
        StartException => exception.Message,
        _ when IsRefusalToListen(exception) =>
            $"Pages cannot be served: {exception.Message.TrimEnd('.')}. "
            + "Stop what listens there, or choose another address. Example: --urls http://localhost:5081",
        _ => null,
    };

    private sealed class StartPhase
    {
        public volatile bool IsOver;
    }
}

// The program cannot start, and its operator can fix that: the message says how, and is all that is printed.
internal sealed class StartException(string message, Exception? cause = null) : Exception(message, cause);
