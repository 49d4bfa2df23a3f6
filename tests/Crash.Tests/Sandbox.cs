using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.Crash;

/// <summary>The cloud and the identity provider: a process of their own, which survives every kill.</summary>
internal sealed class Sandbox : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private Sandbox(ServerProcess process) => _process = process;

    public Uri Cloud => Announced("Global API");

    public Uri Identity => Announced("Identity provider");

    public static async Task<Sandbox> StartAsync()
    {
        var built = new DirectoryInfo(Path.GetDirectoryName(Repository.Program)!);
        var program = Path.Combine(Repository.Root, "src", "Sandbox", "bin", built.Parent!.Name, built.Name, "BackupDashboard.Sandbox.dll");
        var sandbox = new Sandbox(ServerProcess.Start(
            program, ["--port", "0", "--identityPort", "0", "--mailPort", "0"], readyWhen: "This is the sandbox"));
        await sandbox._process.ReadyAsync();
        return sandbox;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private Uri Announced(string what) =>
        new(_process.Lines.Single(line => line.StartsWith(what, StringComparison.Ordinal)).Split(' ')[^1]);
}
