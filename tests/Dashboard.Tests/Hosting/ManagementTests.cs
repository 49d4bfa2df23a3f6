using System.Net;
using System.Net.Sockets;
using BackupDashboard.Hosting;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Hosting;

public sealed class ManagementTests : IAsyncLifetime
{
    private readonly HostedConsole _host = new();

    public ManagementTests() => _host.Console.Nuclia.AddZone("managed").With(A.Backup());

    private static CancellationToken Ct => RunningConsole.Cancellation;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Metrics_PublicPort_AreNotThereWhateverTheHostHeader()
    {
        await _host.StartAsync();
        foreach (var host in (string?[])[null, _host.Management.Authority, $"localhost:{_host.Management.Port}"])
            (await AskAsync(_host.Public, ManagementServer.MetricsPath, host)).Status.ShouldBe(HttpStatusCode.NotFound, host);
    }

    [Fact]
    public async Task Metrics_ManagementPort_AreToldUnderTheirNames()
    {
        await _host.StartAsync();
        var (status, text) = await AskAsync(_host.Management, ManagementServer.MetricsPath, "anybody.example");

        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldContain("""backup_zone_up{zone="managed"} 1""");
        text.ShouldContain("""backup_zone_data_age_seconds{zone="managed"} 0""");
        text.ShouldContain("""backup_zone_backups{state="completed",zone="managed"} 1""");
        text.ShouldContain("""backup_zone_poll_duration_seconds_count{outcome="ok",zone="managed"} """);
        text.ShouldContain("service_name=\"backup-dashboard\"");
        text.ShouldContain("dotnet_process_cpu_count");
    }

    [Fact]
    public async Task Health_BothPorts_IsOneWord()
    {
        _host.Console.Log.ErrorsAreExpected = true;
        _host.Console.Nuclia.Hold(Ask.Account);
        await _host.StartAsync(settle: false);
        await ShouldTellAsync(HealthExtensions.LivePath, HttpStatusCode.OK, "Healthy");
        await ShouldTellAsync(HealthExtensions.ServingPath, HttpStatusCode.OK, "Healthy");
        await ShouldTellAsync(HealthExtensions.ActivePath, HttpStatusCode.OK, "Healthy");
        await ShouldTellAsync(HealthExtensions.ReadyPath, HttpStatusCode.ServiceUnavailable, "Unhealthy");

        _host.Console.Nuclia.Fail(Ask.Account, A.Error(detail: "No route to host."));
        _host.Console.Nuclia.Release(Ask.Account);
        await _host.Console.AccountAsync(account => account.Failure is not null);
        await ShouldTellAsync(HealthExtensions.ReadyPath, HttpStatusCode.OK, "Degraded");
    }

    [Fact]
    public async Task ManagementPortInUse_Run_EndsWithOneSentence()
    {
        using var other = Occupied(out var port);
        _host.Set("Management:Port", $"{port}");

        var (exitCode, output) = await _host.RunAsync();
        exitCode.ShouldBe(1);
        ShouldBeOneSentence(output).ShouldStartWith($"  - Metrics cannot be served at 127.0.0.1:{port}: ");
        output.ShouldContain("Management:Port");
        _host.Console.Nuclia.Calls(Ask.Account).ShouldBe(0, "nothing may begin to work beside another one");
    }

    [Fact]
    public async Task PublicPortInUse_Run_EndsWithOneSentence()
    {
        using var other = Occupied(out var port);

        var (exitCode, output) = await _host.RunAsync(port);
        exitCode.ShouldBe(1);
        ShouldBeOneSentence(output).ShouldContain($"127.0.0.1:{port}");
        output.ShouldContain("--urls");
    }

    private static string ShouldBeOneSentence(string output)
    {
        output.ShouldNotContain("   at ");
        return output.Split(Environment.NewLine).Where(line => line.StartsWith("  - ", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    private static TcpListener Occupied(out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }

    private async Task ShouldTellAsync(string path, HttpStatusCode status, string word)
    {
        (await AskAsync(_host.Public, path)).ShouldBe((status, word));
        (await AskAsync(_host.Management, path)).ShouldBe((status, word));
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(Uri server, string path, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, path));
        request.Headers.Host = host;
        using var response = await _host.Http.SendAsync(request, Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}
