using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

[Collection(Lane.Own)]
public sealed class StartUpTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task OutsideDevelopment_NoSettings_EndsWithOneListOfWhatIsMissing()
    {
        var (exitCode, output) = await RunAsync("Production");

        exitCode.ShouldBe(1);
        foreach (var key in (string[])["Nuclia:Account", "Nuclia:Token", "AzureAd:TenantId", "AzureAd:ClientId", "Access:Teams"])
            output.Split('\n').Count(line => line.StartsWith($"  - {key} ", StringComparison.Ordinal)).ShouldBe(1, $"{key} in:\n{output}");
        output.ShouldNotContain("   at ");
        output.ShouldNotContain("xception");
    }

    [Fact]
    public async Task OutsideDevelopment_WrongSettings_NamesEachWithAnExample()
    {
        var (exitCode, output) = await RunAsync(
            "Production", "--Nuclia:GlobalUrl", "http://not-encrypted.example", "--Live:QuickInterval", "soon", "--Nuclia:Account", "acme");

        exitCode.ShouldBe(1);
        output.ShouldContain("  - Nuclia:GlobalUrl ");
        output.ShouldContain("  - Live:QuickInterval is 'soon', which is not a time span. Example: 00:00:15");
        output.ShouldNotContain("  - Nuclia:Account ");
        output.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("Management:Port", "{0}", "Management:Port")]
    [InlineData("urls", "http://127.0.0.1:{0}", "--urls")]
    public async Task PortInUse_Start_EndsWithOneSentence(string setting, string value, string named)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (exitCode, output) = await RunAsync(
            "Development", "--Sandbox:Port", "0", "--Sandbox:IdentityPort", "0", "--Sandbox:MailPort", "0", $"--{setting}",
                string.Format(CultureInfo.InvariantCulture, value, port));

        exitCode.ShouldBe(1);
        var problem = output.Split('\n').Where(line => line.StartsWith("  - ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        problem.ShouldContain($"127.0.0.1:{port}");
        problem.ShouldContain(named);
        output.ShouldNotContain("   at ");
        output.ShouldNotContain("xception");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string environment, params string[] arguments)
    {
        await using var program = RunningProgram.Start(
            "dotnet", [Repository.Program, "--urls", "http://127.0.0.1:0", "--Management:Port", "0", .. arguments],
                DashboardProcess.Environment(environment));
        using var timeout = new CancellationTokenSource(Timeout);
        return (await program.ExitAsync(timeout.Token), program.Output);
    }
}
