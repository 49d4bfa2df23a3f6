namespace BackupDashboard.Sandbox.Identity;

// Leaves signals to the process: the console's lifetime would catch Ctrl+C meant for the host around this server.
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
