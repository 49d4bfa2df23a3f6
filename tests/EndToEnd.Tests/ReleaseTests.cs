using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

public sealed class ReleaseTests : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backup-dashboard-release-");

    private static readonly Dictionary<string, string?> NoServersLeft = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["UseSharedCompilation"] = "false",
    };

    private string Built => Path.Combine(_folder.FullName, "built");

    private DirectoryInfo Published => new(Path.Combine(_folder.FullName, "published"));

    public async ValueTask InitializeAsync()
    {
        // In folders of its own: a restore for Release writes other assets than the one for Debug, and both would share obj/.
        await using var publish = RunningProgram.Start(
            "dotnet",
            ["publish", "BackupDashboard.csproj", "-c", "Release", "-o", Published.FullName, "--artifacts-path", Built, "--nologo"],
            NoServersLeft);
        using var timeout = new CancellationTokenSource(Timeout);
        (await publish.ExitAsync(timeout.Token)).ShouldBe(0, publish.Output);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void ReleasePublish_ItsFiles_HaveNothingOfTheSandbox()
    {
        var files = Published.GetFiles("*", SearchOption.AllDirectories);
        string[] forbidden = ["BackupDashboard.Sandbox", "OpenIddict", "appsettings.Development"];

        files.Select(file => file.Name).ShouldContain("BackupDashboard.dll");
        files.ShouldAllBe(file => !forbidden.Any(word => file.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
        foreach (var json in files.Where(file => file.Extension == ".json"))
        {
            var text = File.ReadAllText(json.FullName);
            forbidden.ShouldAllBe(word => !text.Contains(word, StringComparison.OrdinalIgnoreCase), json.Name);
        }

        files.Select(file => file.Extension).ShouldNotContain(".pdb");
        files.Select(file => file.Extension).ShouldNotContain(".xml");
        files.Select(file => file.Extension).ShouldNotContain(".config");
        foreach (var assembly in files.Where(file => file.Name is "BackupDashboard.dll" or "BackupDashboard.Nuclia.dll"))
            CheckAssembly(assembly);
    }

    private static void CheckAssembly(FileInfo assembly)
    {
        var image = File.ReadAllBytes(assembly.FullName);
        using var reader = new PEReader(new MemoryStream(image));
        var metadata = reader.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));
        references.ShouldAllBe(name => !name.Contains("Sandbox") && !name.Contains("OpenIddict"), assembly.Name);

        // Names are stored in UTF-8, literals in UTF-16.
        foreach (var word in (string[])["BackupDashboard.Sandbox", "EmbeddedSandbox", "sandbox-token"])
        {
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
                image.AsSpan().IndexOf(encoding.GetBytes(word)).ShouldBe(-1, $"{word} in {assembly.Name}");
        }
    }
}
