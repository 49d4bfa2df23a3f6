using System.Text.RegularExpressions;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>The program as the Dockerfile publishes it, with the arguments that stand there.</summary>
public sealed partial class Publication : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, string?> NoServersLeft = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["UseSharedCompilation"] = "false",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backup-dashboard-release-");

    public DirectoryInfo Folder => new(Path.Combine(_folder.FullName, "published"));

    public async ValueTask InitializeAsync()
    {
        // Others have to get in, as far as the program.
        if (!OperatingSystem.IsWindows())
            _folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

        // In folders of its own: a restore for Release writes other assets than the one for Debug, and both would share obj/.
        await using var publish = RunningProgram.Start(
            "dotnet",
            [.. Arguments(), "--output", Folder.FullName, "--artifacts-path", Path.Combine(_folder.FullName, "built"), "--nologo"],
            NoServersLeft);
        using var timeout = new CancellationTokenSource(Timeout);
        (await publish.ExitAsync(timeout.Token)).ShouldBe(0, publish.Output);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Every file, with when it was last written to.</summary>
    public IReadOnlyList<(string Name, DateTime Written)> Content() =>
        [.. Folder.GetFiles("*", SearchOption.AllDirectories).Select(file => (file.FullName, file.LastWriteTimeUtc)).Order()];

    private static IEnumerable<string> Arguments()
    {
        var dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal);
        var publish = Publish().Match(dockerfile).Groups["arguments"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        publish.Length.ShouldBeGreaterThan(5, "The Dockerfile publishes in another way than is looked for here.");

        // It has restored before; and where to is said above.
        return publish.Except(["--no-restore", "--output", "/app"]);
    }

    [GeneratedRegex(@"RUN dotnet (?<arguments>publish [^&]*)")]
    private static partial Regex Publish();
}
