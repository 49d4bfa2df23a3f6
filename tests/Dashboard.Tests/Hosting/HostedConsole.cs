using System.Net;
using BackupDashboard.Hosting;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Hosting;

/// <summary>The console on a real server with health, telemetry and the management port, as the program has them.</summary>
internal sealed class HostedConsole : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings = new() { ["Management:Port"] = "0" };
    private readonly List<Action<IServiceCollection>> _additions = [];
    private WebApplication? _app;

    public RunningConsole Console { get; } = new();

    /// <summary>Where people would go.</summary>
    public Uri Public => new(App.Urls.Single());

    public Uri Management => App.Services.GetRequiredService<ManagementServer>().Address;

    public HttpClient Http { get; } = new();

    private WebApplication App => _app ?? throw new InvalidOperationException("Start it first.");

    public void Set(string key, string value) => _settings[key] = value;

    public void Add(Action<IServiceCollection> addition) => _additions.Add(addition);

    public async Task StartAsync(bool settle = true)
    {
        _app = Build();
        await RunningConsole.OpenAsync(_app.Services);
        await _app.StartAsync(RunningConsole.Cancellation);
        await Console.StartAsync(_app.Services, settle, hosted: true);
    }

    /// <summary>Runs it as the program does.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(int publicPort = 0)
    {
        using var output = new StringWriter();
        return (await Build(publicPort).RunToTheEndAsync(output).WaitAsync(TestSignal.Patience), output.ToString());
    }

    /// <summary>Stops it; what has not been exported yet is.</summary>
    public async Task StopAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await StopAsync();
        Http.Dispose();
        await Console.DisposeAsync();
    }

    private WebApplication Build(int publicPort = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, publicPort));
        builder.Services.AddRouting();
        builder.Configuration.AddInMemoryCollection(_settings);
        foreach (var (key, value) in _settings)
            Console.Set(key, value!);
        Console.AddTo(builder.Services);
        builder.AddTelemetry();
        builder.Services.AddQuietStart().AddHealth().AddManagement();
        _additions.ForEach(add => add(builder.Services));

        var app = builder.Build();
        app.MapHealth(() => true);
        return app;
    }
}
