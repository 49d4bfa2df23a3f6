using BackupDashboard.Crash;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(ClockApart))]

namespace BackupDashboard.Crash;

/// <summary>
/// A dashboard whose clock is not the machine's. .NET loads this assembly into it, and ASP.NET Core lets it put a clock of its own into the
/// services before the program does. What only counts time that has passed is not changed by it, as on another machine.
/// </summary>
internal sealed class ClockApart : IHostingStartup
{
    private const string Variable = "CRASH_CLOCK_APART";

    /// <summary>The environment of a dashboard whose clock is ahead by so much, or behind.</summary>
    public static IEnumerable<KeyValuePair<string, string>> By(TimeSpan ahead) =>
    [
        new("DOTNET_STARTUP_HOOKS", typeof(ClockApart).Assembly.Location),
        new("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(ClockApart).Assembly.GetName().Name!),
        new(Variable, ahead.ToString("c", null)),
    ];

    public void Configure(IWebHostBuilder builder)
    {
        var ahead = TimeSpan.ParseExact(Environment.GetEnvironmentVariable(Variable)!, "c", null);
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(new Clock(ahead)));
    }

    private sealed class Clock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
