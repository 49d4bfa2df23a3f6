using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

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

    private static async Task<(int ExitCode, string Output)> RunAsync(string environment, params string[] arguments)
    {
        await using var program = RunningProgram.Start(
            "dotnet", [Repository.Program, "--urls", "http://127.0.0.1:0", .. arguments], DashboardProcess.Environment(environment));
        using var timeout = new CancellationTokenSource(Timeout);
        return (await program.ExitAsync(timeout.Token), program.Output);
    }
}
